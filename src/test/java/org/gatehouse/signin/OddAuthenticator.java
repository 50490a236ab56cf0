package org.gatehouse.signin;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.gatehouse.access.Caller;
import org.gatehouse.access.RequestAuthorizer;
import org.gatehouse.access.RequestLine;
import org.gatehouse.problem.ForbiddenProblem;
import org.gatehouse.problem.UnauthenticatedProblem;

/** Does what {@code X-Odd} says, and lets nobody export, for {@link CustomAuthenticationIT}. */
@ApplicationScoped
@Priority(40)
public class OddAuthenticator implements RequestAuthenticator, RequestAuthorizer {

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

    @Override
    public void authorize(RequestLine request, Caller caller) {
        if (request.path().equals("/api/users/me/export")) {
            throw new ForbiddenProblem("There is nothing to export here.");
        }
        if (request.path().equals("/invitations/broken")) {
            throw new IllegalStateException("the rule does not work");
        }
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
