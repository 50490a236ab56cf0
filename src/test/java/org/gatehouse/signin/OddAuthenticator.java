package org.gatehouse.signin;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.gatehouse.problem.UnauthenticatedProblem;

/** Does what {@code X-Odd} says, for {@link CustomAuthenticationIT}. */
@ApplicationScoped
@Priority(40)
public class OddAuthenticator implements RequestAuthenticator {

    @Inject
    CustomSignIn signIn;

    @Override
    public Optional<AuthenticationStatus> authenticate(HttpMessageContext message) {
        return switch (Optional.ofNullable(message.getRequest().getHeader("X-Odd"))
                .orElse("")) {
            case "throw" -> {
                var unused = signIn.accept(new CustomIdentity("odd", "eve", null, false, "Eve"), message);
                throw new IllegalStateException("the directory does not answer");
            }
            case "refuse" -> throw UnauthenticatedProblem.invalidToken("This badge does not hold.");
            case "answer" -> Optional.of(answer(message));
            default -> Optional.empty();
        };
    }

    private static AuthenticationStatus answer(HttpMessageContext message) {
        try {
            message.getResponse().getWriter().write("answered");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return AuthenticationStatus.SEND_CONTINUE;
    }
}
