package org.gatehouse.guard;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.CallerPrincipal;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.Set;
import org.gatehouse.access.Caller;
import org.gatehouse.access.Caller.TokenHolder;
import org.gatehouse.access.PrefixedSecret.Kind;
import org.gatehouse.app.AppTokenService;
import org.gatehouse.problem.UnauthenticatedProblem;
import org.gatehouse.settings.Settings;
import org.gatehouse.signin.AccessTokenParameter;
import org.gatehouse.signin.BasicPassword;
import org.gatehouse.signin.BearerToken;
import org.gatehouse.signin.Browsers;
import org.gatehouse.signin.RequestAuthentication;
import org.gatehouse.signin.RequestAuthenticator;

/**
 * Takes the token of an application, as a bearer token, as a password, or from a program in the address, where the guard is asked: it
 * opens nothing else.
 */
@ApplicationScoped
@Priority(250)
public class AppTokenAuthenticator implements RequestAuthenticator {

    @Inject
    AppTokenService tokens;

    @Inject
    Settings settings;

    @Inject
    Caller caller;

    @Override
    public Optional<AuthenticationStatus> authenticate(HttpMessageContext message) {
        HttpServletRequest request = message.getRequest();
        if (!RequestAuthentication.isGuards(request)) {
            return Optional.empty();
        }
        return BearerToken.read(request)
                .or(() -> BasicPassword.read(request))
                .or(() -> inAddress(request))
                .filter(Kind.APP_TOKEN::isMeantBy)
                .map(sent -> accept(sent, message));
    }

    /** A browser is sent to the same address without it first: {@link GuardServlet}. */
    private Optional<String> inAddress(HttpServletRequest request) {
        return Browsers.wantsPage(request)
                ? Optional.empty()
                : AccessTokenParameter.in(ForwardedRequest.of(request, settings).uri())
                        .map(AccessTokenParameter::value);
    }

    private AuthenticationStatus accept(String sent, HttpMessageContext message) {
        TokenHolder holder = tokens.authenticate(sent)
                .orElseThrow(() -> UnauthenticatedProblem.invalidToken(
                        "This token opens no application, or not any more. Ask whoever gave it to you."));
        caller.byAppToken(holder);
        return message.notifyContainerAboutLogin(
                new CallerPrincipal(caller.getId().toString()), Set.of());
    }
}
