package org.gatehouse.signin;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.CallerPrincipal;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import java.util.Optional;
import java.util.Set;
import org.gatehouse.access.Caller;
import org.gatehouse.session.KnownSession;
import org.gatehouse.session.KnownSessions;
import org.gatehouse.session.SessionCookie;

/** Resumes the session of the session cookie. */
@ApplicationScoped
@Priority(200)
public class SessionAuthenticator implements RequestAuthenticator {

    @Inject
    SessionCookie cookie;

    @Inject
    KnownSessions sessions;

    @Inject
    Caller caller;

    @Override
    public Optional<AuthenticationStatus> authenticate(HttpMessageContext message) {
        return sessions.resume(cookie.read(message.getRequest())).map(session -> resume(session, message));
    }

    private AuthenticationStatus resume(KnownSession session, HttpMessageContext message) {
        session.introduce(caller);
        return message.notifyContainerAboutLogin(
                new CallerPrincipal(caller.getId().toString()), Set.of());
    }
}
