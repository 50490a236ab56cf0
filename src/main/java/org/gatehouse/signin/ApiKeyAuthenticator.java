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
import org.gatehouse.access.Caller.Program;
import org.gatehouse.access.PrefixedSecret;
import org.gatehouse.apikey.ApiKeyService;

/** Takes an API key, in a header of its own or as a bearer token. */
@ApplicationScoped
@Priority(400)
public class ApiKeyAuthenticator implements RequestAuthenticator {

    static final String HEADER = "X-API-Key";

    @Inject
    ApiKeyService keys;

    @Inject
    Caller caller;

    @Override
    public Optional<AuthenticationStatus> authenticate(HttpMessageContext message) {
        return BearerToken.read(message.getRequest())
                .or(() -> Optional.ofNullable(message.getRequest().getHeader(HEADER)))
                .map(String::strip)
                .flatMap(sent -> PrefixedSecret.parse(PrefixedSecret.Kind.API_KEY, sent))
                .map(secret -> accept(keys.use(secret), message));
    }

    private AuthenticationStatus accept(Program program, HttpMessageContext message) {
        caller.byApiKey(program);
        return message.notifyContainerAboutLogin(
                new CallerPrincipal(program.id().toString()), Set.of());
    }
}
