package org.gatehouse.signin;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import jakarta.security.enterprise.AuthenticationException;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLEncoder;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The application's only authentication mechanism: <em>go to the provider or come back from it, or resume the session, or
 * send the browser to sign in</em>. Soteria resolves exactly one mechanism, so its own OpenID mechanism stands behind this
 * one, in {@link OpenIdAuthenticator}.
 */
@ApplicationScoped
@Alternative
@Priority(Interceptor.Priority.APPLICATION)
public class RequestAuthentication implements HttpAuthenticationMechanism {

    @Inject
    @Any
    Instance<RequestAuthenticator> found;

    private List<RequestAuthenticator> authenticators;

    @PostConstruct
    void sort() {
        authenticators = found.handlesStream()
                .sorted(Comparator.comparingInt(
                        handle -> priority(handle.getBean().getBeanClass())))
                .map(Instance.Handle::get)
                .toList();
    }

    @Override
    public AuthenticationStatus validateRequest(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext message)
            throws AuthenticationException {
        for (RequestAuthenticator authenticator : authenticators) {
            Optional<AuthenticationStatus> outcome = authenticator.authenticate(message);
            if (outcome.isPresent()) {
                return outcome.get();
            }
        }
        return message.isProtected() ? message.redirect(signInAddress(request)) : message.doNothing();
    }

    private static int priority(Class<?> authenticator) {
        Priority priority = authenticator.getAnnotation(Priority.class);
        return priority == null ? Interceptor.Priority.APPLICATION : priority.value();
    }

    /** The sign-in page, which knows where the visitor was going. A form's target is no place to come back to. */
    private static String signInAddress(HttpServletRequest request) {
        String login = request.getContextPath() + "/login";
        if (!"GET".equals(request.getMethod())) {
            return login;
        }
        String query = request.getQueryString();
        String asked = request.getRequestURI() + (query == null ? "" : "?" + query);
        return login + "?next=" + URLEncoder.encode(asked, UTF_8);
    }
}
