package org.gatehouse.signin;

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
import org.gatehouse.sharedtoken.InstanceToken;

/**
 * Takes the shared token from a program: as a bearer token, as a password, or in the address, for this request alone. Not on the way
 * to an application, which would see what runs this Gatehouse.
 */
@ApplicationScoped
@Priority(500)
public class SharedTokenAuthenticator implements RequestAuthenticator {

    @Inject
    InstanceToken token;

    @Inject
    Caller caller;

    @Override
    public Optional<AuthenticationStatus> authenticate(HttpMessageContext message) {
        HttpServletRequest request = message.getRequest();
        if (!token.isOn()
                || RequestAuthentication.isForApplications(request)
                || request.getHeader(ApiKeyAuthenticator.HEADER) != null) {
            return Optional.empty();
        }
        return BearerToken.read(request)
                .or(() -> BasicPassword.read(request))
                .or(() -> AccessTokenParameter.read(request).map(AccessTokenParameter::value))
                .map(given -> accept(given, message));
    }

    private AuthenticationStatus accept(String given, HttpMessageContext message) {
        caller.bySharedToken(token.require(given, caller.getAddress()), null);
        return message.notifyContainerAboutLogin(
                new CallerPrincipal(caller.getId().toString()), Set.of());
    }
}
