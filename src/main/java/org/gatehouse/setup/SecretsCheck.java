package org.gatehouse.setup;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.stream.Stream;
import org.gatehouse.settings.SecretRules;
import org.gatehouse.settings.Settings;
import org.gatehouse.settings.Settings.KeycloakClient;
import org.gatehouse.settings.Settings.OpenIdClient;

/** Whether the secrets are good enough for what they guard, and none is left over. It tells nothing of them. */
@ApplicationScoped
public class SecretsCheck implements SetupCheck {

    @Inject
    Settings settings;

    @Override
    public Subject subject() {
        return Subject.SECRETS;
    }

    @Override
    public Finding look() {
        Optional<String> key = settings.secretKey();
        if (key.isEmpty()) {
            return Finding.notConfigured(
                    "SECRET_KEY is not set: a new one is made at each start, and on each node.",
                    "Set it before people sign in. " + SecretRules.HOW_TO_MAKE_ONE);
        }
        if (SecretRules.isShort(key.get()) || SecretRules.isGuessable(key.get())) {
            return Finding.wrong("SECRET_KEY is easily guessed.", SecretRules.HOW_TO_MAKE_ONE);
        }
        if (settings.previousSecretKey().isPresent()) {
            return Finding.ok(
                    "SECRET_KEY is strong enough, and SECRET_KEY_PREVIOUS is still set.",
                    "Unset SECRET_KEY_PREVIOUS once SESSION_LIFETIME (" + settings.sessionLifetime()
                            + ") has passed since the change: what the old key signed is accepted till then.");
        }
        return isDemo(key.get())
                ? Finding.ok(
                        "One of SECRET_KEY, OIDC_CLIENT_SECRET and KEYCLOAK_ADMIN_CLIENT_SECRET is the demo's, which is accepted on localhost only.",
                        "Set secrets of your own before other people use this. " + SecretRules.HOW_TO_MAKE_ONE)
                : Finding.ok("SECRET_KEY is long enough and not easily guessed.");
    }

    private boolean isDemo(String key) {
        return Stream.of(
                        Optional.of(key),
                        settings.openIdClient().map(OpenIdClient::clientSecret),
                        settings.keycloakClient().map(KeycloakClient::clientSecret))
                .flatMap(Optional::stream)
                .anyMatch(SecretRules::isDemo);
    }
}
