package org.gatehouse.setup;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.gatehouse.settings.SecretRules;
import org.gatehouse.settings.Settings;

/** Who is let in without an account, and whether the password for it is easily guessed. It tells nothing of the token. */
@ApplicationScoped
public class SharedTokenCheck implements SetupCheck {

    @Inject
    Settings settings;

    @Override
    public Subject subject() {
        return Subject.SHARED_TOKEN;
    }

    @Override
    public Finding look() {
        return switch (settings.sharedToken()) {
            case RANDOM ->
                Finding.ok("A random token lets in, another one at each start and on each node: the log shows it.");
            case DETERMINISTIC -> Finding.ok("A token derived from SECRET_KEY lets in: the log shows it at start.");
            case PASSWORD -> lookAtPassword();
            case OFF ->
                settings.isAnonymousAccess()
                        ? Finding.ok(
                                "Anybody who reaches this address runs this Gatehouse, as SHARED_TOKEN is off.",
                                "Unset SHARED_TOKEN unless nobody but you reaches it.")
                        : Finding.ok("None: people sign in at the provider.");
        };
    }

    private Finding lookAtPassword() {
        String password = settings.sharedTokenPassword().orElseThrow();
        return SecretRules.isGuessable(password)
                ? Finding.wrong(
                        "SHARED_TOKEN_PASSWORD is easily guessed, and lets in to run this Gatehouse.",
                        "Give a longer one, or set SHARED_TOKEN=deterministic instead.")
                : Finding.ok("The password of SHARED_TOKEN_PASSWORD lets in.");
    }
}
