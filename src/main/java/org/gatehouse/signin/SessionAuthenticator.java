package org.gatehouse.signin;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.CallerPrincipal;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Logger;
import org.gatehouse.access.Caller;
import org.gatehouse.session.SessionCookie;
import org.gatehouse.session.UserSession;
import org.gatehouse.session.UserSessionService;

/** Resumes the session of the session cookie. */
@ApplicationScoped
@Priority(200)
public class SessionAuthenticator implements RequestAuthenticator {

    private static final Logger LOG = Logger.getLogger(SessionAuthenticator.class.getName());

    @Inject
    SessionCookie cookie;

    @Inject
    UserSessionService sessions;

    @Inject
    Caller caller;

    @Inject
    Clock clock;

    @Override
    public Optional<AuthenticationStatus> authenticate(HttpMessageContext message) {
        return sessions.resume(cookie.read(message.getRequest())).map(session -> resume(session, message));
    }

    private AuthenticationStatus resume(UserSession session, HttpMessageContext message) {
        if (session.isSeenAnew(clock.instant())) {
            noteUse(session);
        }
        Optional.ofNullable(session.getUser())
                .ifPresentOrElse(
                        user -> caller.bySession(user.toPerson(), session.getId()),
                        () -> caller.bySharedToken(
                                Objects.requireNonNull(session.getSharedTokenId()), session.getId()));
        return message.notifyContainerAboutLogin(
                new CallerPrincipal(caller.getId().toString()), Set.of());
    }

    /** Nobody is kept from reading because this cannot be written. */
    private void noteUse(UserSession session) {
        try {
            sessions.noteUse(session);
        } catch (RuntimeException notNoted) {
            LOG.warning(() -> "Not noted that a session is in use: " + notNoted.getMessage());
        }
    }
}
