package org.gatehouse.signin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.security.enterprise.authentication.mechanism.http.OpenIdAuthenticationMechanismDefinition;
import jakarta.security.enterprise.authentication.mechanism.http.openid.ClaimsDefinition;
import org.gatehouse.settings.Settings;
import org.gatehouse.settings.Settings.OpenIdClient;

/** Gives Soteria's OpenID mechanism the settings. It reads them at the first sign-in, not at start. */
@OpenIdAuthenticationMechanismDefinition(
        providerURI = "${openId.issuer}",
        clientId = "${openId.clientId}",
        clientSecret = "${openId.clientSecret}",
        redirectURI = "${openId.redirectUri}",
        scopeExpression = "${openId.scopes}",
        claimsDefinition = @ClaimsDefinition(callerNameClaim = "sub", callerGroupsClaim = "sub"),
        jwksConnectTimeout = ProviderCalls.TIMEOUT_MILLIS,
        jwksReadTimeout = ProviderCalls.TIMEOUT_MILLIS,
        useSession = false)
@ApplicationScoped
@Named("openId")
public class OpenIdSettings {

    @Inject
    Settings settings;

    public String getIssuer() {
        return client().issuer();
    }

    public String getClientId() {
        return client().clientId();
    }

    public String getClientSecret() {
        return client().clientSecret();
    }

    public String getRedirectUri() {
        return client().redirectUri().toString();
    }

    public String getScopes() {
        return String.join(" ", client().scopes());
    }

    public String getAudience() {
        return client().audience();
    }

    private OpenIdClient client() {
        return settings.openIdClient().orElseThrow(() -> new IllegalStateException("No OpenID Provider is configured"));
    }
}
