package org.gatehouse.account;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Optional;
import org.gatehouse.settings.Settings;
import org.gatehouse.settings.Settings.OpenIdClient;

/** A person's profile, which is the provider's to change. */
@Named
@RequestScoped
public class AccountPage {

    @Inject
    Settings settings;

    public String getProviderName() {
        return settings.openIdClient().map(OpenIdClient::providerName).orElse("");
    }

    /** Where people change their profile; known for Keycloak, whose issuers are realms. */
    public String getProfileAddress() {
        return settings.openIdClient()
                .map(OpenIdClient::issuer)
                .flatMap(issuer -> issuer.contains("/realms/") ? Optional.of(issuer + "/account") : Optional.empty())
                .orElse("");
    }
}
