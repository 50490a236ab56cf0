package org.gatehouse.signin;

import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContextWrapper;
import jakarta.security.enterprise.authentication.mechanism.http.openid.OpenIdConstant;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The exchange as Soteria sees it. Soteria keeps one state and one nonce per browser, in cookies; here each attempt gets
 * a browser of its own: what Soteria stores on the way out is caught and kept per attempt, and put back before its eyes
 * on the way in. The redirect to the provider is caught too, for {@link OpenIdAuthenticator} to add what Soteria does not send.
 */
final class SignInExchange extends HttpMessageContextWrapper {

    private static final String STATE = "oidc.state";
    private static final String NONCE = "oidc.nonce";

    private final Map<String, String> stored = new HashMap<>();
    private final String redirectUri;
    private final Request request;
    private final Response response;

    private SignInExchange(HttpMessageContext message, String redirectUri) {
        super(message);
        this.redirectUri = redirectUri;
        this.request = new Request(message.getRequest());
        this.response = new Response(message.getResponse());
    }

    /** On the way to the provider. */
    static SignInExchange outward(HttpMessageContext message, String redirectUri) {
        return new SignInExchange(message, redirectUri);
    }

    /** On the way back, in this attempt. */
    static SignInExchange homeward(HttpMessageContext message, String redirectUri, SignInAttempt attempt) {
        SignInExchange exchange = new SignInExchange(message, redirectUri);
        exchange.stored.put(STATE, attempt.state());
        exchange.stored.put(NONCE, attempt.nonce());
        exchange.stored.put(OpenIdConstant.ORIGINAL_REQUEST, redirectUri);
        return exchange;
    }

    /** What Soteria stored on the way out, with a fresh PKCE verifier. */
    SignInAttempt attempt(String verifier, String next) {
        return new SignInAttempt(stored(STATE), stored(NONCE), verifier, next);
    }

    /** The provider's address to send the browser to, as Soteria built it; empty where it did not come to that. */
    Optional<String> authorizationAddress() {
        return Optional.ofNullable(response.location);
    }

    @Override
    public boolean isProtected() {
        return true;
    }

    @Override
    public HttpServletRequest getRequest() {
        return request;
    }

    @Override
    public HttpServletResponse getResponse() {
        return response;
    }

    private String stored(String name) {
        String value = stored.get(name);
        if (value == null) {
            throw new IllegalStateException("Soteria stored no " + name);
        }
        return value;
    }

    private final class Request extends HttpServletRequestWrapper {

        Request(HttpServletRequest request) {
            super(request);
        }

        @Override
        public Cookie[] getCookies() {
            return stored.entrySet().stream()
                    .map(entry -> new Cookie(entry.getKey(), entry.getValue()))
                    .toArray(Cookie[]::new);
        }

        /** What the visitor put into the address of sign-in is nothing of the provider's. */
        @Override
        public @Nullable String getParameter(String name) {
            return stored.isEmpty() ? null : super.getParameter(name);
        }

        /** Behind a reverse proxy the container knows another address than the one registered at the provider. */
        @Override
        public StringBuffer getRequestURL() {
            return new StringBuffer(redirectUri);
        }
    }

    private final class Response extends HttpServletResponseWrapper {

        private @Nullable String location;

        Response(HttpServletResponse response) {
            super(response);
        }

        @Override
        public void addCookie(Cookie cookie) {
            if (cookie.getValue() != null) {
                stored.put(cookie.getName(), cookie.getValue());
            }
        }

        @Override
        public void sendRedirect(String location) throws IOException {
            this.location = location;
        }
    }
}
