package org.gatehouse.signin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.UriBuilder;
import java.net.URI;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.gatehouse.access.Caller;
import org.gatehouse.session.SessionCookie;
import org.gatehouse.session.UserSessionService;
import org.gatehouse.settings.Settings;
import org.glassfish.soteria.mechanisms.openid.domain.OpenIdConfiguration;

/** Ends the caller's session here, and says where to end it at the provider too. */
@ApplicationScoped
public class SignOut {

    private static final Logger LOG = Logger.getLogger(SignOut.class.getName());

    @Inject
    UserSessionService sessions;

    @Inject
    SessionCookie cookie;

    @Inject
    Settings settings;

    @Inject
    Instance<OpenIdConfiguration> provider;

    @Inject
    Caller caller;

    /** @return the provider's sign-out address (OpenID Connect RP-Initiated Logout 1.0), where it has one */
    public Optional<URI> signOut(HttpServletResponse response) {
        Optional<String> idToken = Optional.ofNullable(caller.getSessionId()).flatMap(sessions::end);
        cookie.remove(response);
        caller.forget();
        return idToken.flatMap(this::endSessionAddress);
    }

    private Optional<URI> endSessionAddress(String idToken) {
        try {
            String endpoint = provider.get().getProviderMetadata().getEndSessionEndpoint();
            return endpoint == null || endpoint.isEmpty()
                    ? Optional.empty()
                    : Optional.of(UriBuilder.fromUri(endpoint)
                            .queryParam("id_token_hint", idToken)
                            .queryParam("post_logout_redirect_uri", "{home}")
                            .build(afterSignOut()));
        } catch (RuntimeException providerDown) {
            LOG.log(Level.WARNING, "Signed out here only, the provider does not answer", providerDown);
            return Optional.empty();
        }
    }

    private String afterSignOut() {
        return settings.frontendUrl().or(settings::publicUrl).orElseThrow() + "/";
    }
}
