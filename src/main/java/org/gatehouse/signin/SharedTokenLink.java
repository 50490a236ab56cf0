package org.gatehouse.signin;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.Set;
import org.gatehouse.access.Caller;
import org.gatehouse.page.Address;
import org.gatehouse.session.KnownSessions;
import org.gatehouse.session.SessionCookie;
import org.gatehouse.session.UserSessionService;
import org.gatehouse.sharedtoken.InstanceToken;
import org.gatehouse.sharedtoken.WrongSharedTokenProblem;
import org.gatehouse.signin.SignInFailure.Reason;

/**
 * Begins a session for a browser that opens an address with the shared token in it, and sends it on to the same address
 * without. Who is signed in stays who they are: the token is taken out of the address unread.
 */
@ApplicationScoped
@Priority(150)
public class SharedTokenLink implements RequestAuthenticator {

    private static final Set<String> METHODS = Set.of("GET", "HEAD");

    @Inject
    InstanceToken token;

    @Inject
    UserSessionService sessions;

    @Inject
    KnownSessions known;

    @Inject
    SessionCookie cookie;

    @Inject
    WayBack wayBack;

    @Inject
    Caller caller;

    @Override
    public Optional<AuthenticationStatus> authenticate(HttpMessageContext message) {
        HttpServletRequest request = message.getRequest();
        if (!token.isOn()
                || RequestAuthentication.isForApplications(request)
                || !METHODS.contains(request.getMethod())
                || !Browsers.wantsPage(request)) {
            return Optional.empty();
        }
        return AccessTokenParameter.read(request).map(link -> follow(link, message));
    }

    private AuthenticationStatus follow(AccessTokenParameter link, HttpMessageContext message) {
        String onward = wayBack.to(link.address()).orElseGet(wayBack::start);
        message.getResponse().setHeader("Cache-Control", "no-store");
        if (known.resume(cookie.read(message.getRequest())).isPresent()) {
            return message.redirect(onward);
        }
        try {
            cookie.set(message.getResponse(), sessions.open(token.require(link.value(), caller.getAddress())));
            return message.redirect(onward);
        } catch (WrongSharedTokenProblem wrong) {
            return message.redirect(message.getRequest().getContextPath() + "/login?error=" + Reason.TOKEN.word()
                    + "&next=" + Address.encode(onward));
        }
    }
}
