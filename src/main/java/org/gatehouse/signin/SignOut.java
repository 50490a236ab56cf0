package org.gatehouse.signin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.gatehouse.access.Caller;
import org.gatehouse.session.SessionCookie;
import org.gatehouse.session.UserSessionService;
import org.gatehouse.settings.Settings;

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
    ProviderMetadata provider;

    @Inject
    Caller caller;

    /** @return how to sign out at the provider, too, where it can be done */
    public Optional<EndSession> signOut(HttpServletResponse response) {
        Optional<String> idToken = Optional.ofNullable(caller.getSessionId()).flatMap(sessions::end);
        cookie.remove(response);
        caller.forget();
        return idToken.flatMap(this::endSession);
    }

    private Optional<EndSession> endSession(String idToken) {
        try {
            return provider.endSession(idToken, afterSignOut());
        } catch (RuntimeException providerDown) {
            LOG.log(Level.WARNING, "Signed out here only, the provider does not answer", providerDown);
            return Optional.empty();
        }
    }

    private URI afterSignOut() {
        return settings.frontendUrl()
                .orElseGet(() -> URI.create(settings.publicUrl().orElseThrow() + "/login"));
    }
}
