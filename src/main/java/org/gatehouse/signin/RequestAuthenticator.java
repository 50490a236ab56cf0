package org.gatehouse.signin;

import jakarta.security.enterprise.AuthenticationException;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import java.util.Optional;

/**
 * One way in. {@link RequestAuthentication} asks each in the order of its {@link jakarta.annotation.Priority}; the first
 * that answers has decided.
 */
public interface RequestAuthenticator {

    /**
     * Looks at a request before anything else of the application does.
     *
     * @return the outcome, or empty to pass the request on to the next
     */
    Optional<AuthenticationStatus> authenticate(HttpMessageContext message) throws AuthenticationException;
}
