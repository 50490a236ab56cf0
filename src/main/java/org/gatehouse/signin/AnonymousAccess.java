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
import org.gatehouse.settings.Settings;

/** Lets everybody in, the last of all ways: where the shared token was turned off and there is no provider. */
@ApplicationScoped
@Priority(Integer.MAX_VALUE)
public class AnonymousAccess implements RequestAuthenticator {

    @Inject
    Settings settings;

    @Inject
    Caller caller;

    @Override
    public Optional<AuthenticationStatus> authenticate(HttpMessageContext message) {
        if (!settings.isAnonymousAccess()) {
            return Optional.empty();
        }
        caller.byAnonymousAccess();
        return Optional.of(message.notifyContainerAboutLogin(new CallerPrincipal(caller.getLabel()), Set.of()));
    }
}
