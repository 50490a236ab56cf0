package org.gatehouse.setup;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.gatehouse.settings.Settings;
import org.gatehouse.settings.Settings.OpenIdClient;
import org.gatehouse.setup.Provider.Unusable;

/** Whether the provider can be reached, and its issuer is exactly ours. */
@ApplicationScoped
public class DiscoveryCheck implements SetupCheck {

    @Inject
    Settings settings;

    @Inject
    Provider provider;

    @Override
    public Subject subject() {
        return Subject.DISCOVERY;
    }

    @Override
    public Finding look() {
        Optional<OpenIdClient> client = settings.openIdClient();
        if (client.isEmpty()) {
            return Finding.notConfigured(
                    "No OpenID Provider is configured, so nobody can sign in.",
                    "Set OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, SECRET_KEY and PUBLIC_URL.");
        }
        try {
            var unused = provider.discover(client.get().issuer());
            return Finding.ok(client.get().issuer() + " answers, and calls itself so.");
        } catch (Unusable unusable) {
            return unusable.finding();
        }
    }
}
