package org.gatehouse.signin;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationException;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import jakarta.ws.rs.core.UriBuilder;
import java.net.URI;
import java.net.URLEncoder;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.gatehouse.access.Caller;
import org.gatehouse.metrics.Metrics;
import org.gatehouse.problem.ForbiddenProblem;
import org.gatehouse.ratelimit.Limited;
import org.gatehouse.ratelimit.RateLimits;
import org.gatehouse.session.SessionCookie;
import org.gatehouse.session.UserSession;
import org.gatehouse.settings.Settings;
import org.gatehouse.user.Identity;
import org.glassfish.soteria.mechanisms.OpenIdAuthenticationMechanism;

/**
 * Takes the browser to the OpenID Provider and back.
 *
 * <pre>
 * browser              Gatehouse                                    provider
 *    │ /api/auth/login    │                                             │
 *    │───────────────────>│ (1) keep state, nonce, verifier, next        │
 *    │<── cookie, 302 ────│     in a signed cookie of this attempt       │
 *    │──────────────── authorize?state&amp;nonce&amp;code_challenge ──────────>│
 *    │<─────────────── /api/auth/callback?code&amp;state ─────────────────│
 *    │───────────────────>│ (2) take the attempt of this state           │
 *    │                    │ (3) the answer is this provider's            │
 *    │                    │ (4) Soteria: code + verifier ──────────────>│
 *    │                    │<──────────────── ID token, access token ────│
 *    │                    │ (5) verify the ID token, before Soteria      │
 *    │                    │ (6) user, invitations, organization, session │
 *    │<── cookie, 302 ────│     in one transaction                       │
 * </pre>
 */
@ApplicationScoped
@Priority(100)
public class OpenIdAuthenticator implements RequestAuthenticator {

    static final String PATH = "/api/auth";
    static final String LOGIN = PATH + "/login";
    static final String CALLBACK = PATH + "/callback";

    private static final Logger LOG = Logger.getLogger(OpenIdAuthenticator.class.getName());

    @Inject
    OpenIdAuthenticationMechanism openId;

    @Inject
    OpenIdSettings client;

    @Inject
    IdTokenVerifier idTokenVerifier;

    @Inject
    IdTokens idTokens;

    @Inject
    ProviderMetadata provider;

    @Inject
    SignInAttemptCookie attempts;

    @Inject
    WayBack wayBack;

    @Inject
    SignInService signIns;

    @Inject
    SessionCookie cookie;

    @Inject
    RateLimits limits;

    @Inject
    Caller caller;

    @Inject
    Metrics metrics;

    @Inject
    Settings settings;

    @Override
    public Optional<AuthenticationStatus> authenticate(HttpMessageContext message) {
        HttpServletRequest request = message.getRequest();
        if (settings.openIdClient().isEmpty() || !"GET".equals(request.getMethod())) {
            return Optional.empty();
        }
        return switch (request.getRequestURI()
                .substring(request.getContextPath().length())) {
            case LOGIN -> Optional.of(leave(message));
            case CALLBACK -> Optional.of(comeBack(message));
            default -> Optional.empty();
        };
    }

    private AuthenticationStatus leave(HttpMessageContext message) {
        limits.count(Limited.SIGN_IN, caller.getAddress());
        String next = wayBack.to(message.getRequest().getParameter("next")).orElse("");
        return guarded(message, next, () -> leave(message, next));
    }

    private AuthenticationStatus leave(HttpMessageContext message, String next) throws AuthenticationException {
        SignInExchange exchange = SignInExchange.outward(message, client.getRedirectUri());
        openId.validateRequest(exchange.getRequest(), exchange.getResponse(), exchange);
        String address = exchange.authorizationAddress().orElseThrow(() -> SignInFailure.provider("sent us nowhere"));
        SignInAttempt attempt = exchange.attempt(SignInAttempt.newVerifier(), next); // (1)
        attempts.set(message.getRequest(), message.getResponse(), attempt);
        URI withChallenge = UriBuilder.fromUri(address)
                .queryParam("code_challenge", SignInAttempt.challenge(attempt.verifier()))
                .queryParam("code_challenge_method", "S256")
                .build();
        return message.redirect(withChallenge.toString());
    }

    private AuthenticationStatus comeBack(HttpMessageContext message) {
        limits.count(Limited.CALLBACK, caller.getAddress());
        HttpServletRequest request = message.getRequest();
        String state = Optional.ofNullable(request.getParameter("state")).orElse("");
        Optional<SignInAttempt> attempt = attempts.take(request, message.getResponse(), state); // (2)
        return guarded(
                message,
                attempt.map(SignInAttempt::next).orElse(""),
                () -> comeBack(message, attempt.orElseThrow(SignInFailure::unknownAttempt)));
    }

    private AuthenticationStatus comeBack(HttpMessageContext message, SignInAttempt attempt) {
        HttpServletRequest request = message.getRequest();
        requireOurProvider(request); // (3)
        if (request.getParameter("error") != null) {
            throw SignInFailure.refused(request.getParameter("error"));
        }
        endHttpSession(request);
        try {
            Identity identity = exchange(message, attempt); // (4), (5)
            UserSession session = signIns.signIn(identity, idTokens.received(), cookie.read(request));
            cookie.set(message.getResponse(), session); // (6)
        } finally {
            endHttpSession(request);
        }
        return message.redirect(attempt.wantedPage().orElseGet(wayBack::home));
    }

    /** Another provider's answer, mixed up with ours, would take its code there (RFC 9207, section 2.4). */
    private void requireOurProvider(HttpServletRequest request) {
        for (String name : List.of("state", "iss", "code", "error")) {
            String[] values = request.getParameterValues(name);
            if (values != null && values.length > 1) {
                throw SignInFailure.provider("came back with more than one " + name);
            }
        }
        String issuer = request.getParameter("iss");
        if (issuer == null ? provider.namesIssuerInResponses() : !issuer.equals(client.getIssuer())) {
            throw SignInFailure.provider("came back as another issuer, or without saying which");
        }
    }

    private Identity exchange(HttpMessageContext message, SignInAttempt attempt) {
        SignInExchange exchange = SignInExchange.homeward(message, client.getRedirectUri(), attempt);
        TokenRequest tokens = new TokenRequest(attempt.verifier(), provider.clientAuthentication(), idTokenVerifier);
        AuthenticationStatus outcome = ProviderCalls.with(tokens, () -> {
            try {
                return openId.validateRequest(exchange.getRequest(), exchange.getResponse(), exchange);
            } catch (AuthenticationException refused) {
                throw new IllegalStateException(refused);
            }
        });
        if (outcome != AuthenticationStatus.SUCCESS) {
            throw SignInFailure.provider("did not confirm the sign-in: " + outcome);
        }
        return idTokens.identity();
    }

    /** Soteria works with an HTTP session. Ours is the cookie's alone, so its session lives for this request only. */
    private static void endHttpSession(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
    }

    /** Whatever goes wrong ends on the sign-in page, with a sentence, and an id that the log has too. */
    private AuthenticationStatus guarded(HttpMessageContext message, String next, Step step) {
        try {
            return step.take();
        } catch (SignInFailure failure) {
            return fail(message, next, failure);
        } catch (ForbiddenProblem disabled) {
            return fail(message, next, SignInFailure.disabled(disabled));
        } catch (AuthenticationException | RuntimeException unexpected) {
            return fail(message, next, SignInFailure.provider(unexpected));
        }
    }

    private AuthenticationStatus fail(HttpMessageContext message, String next, SignInFailure failure) {
        String id = UUID.randomUUID().toString().substring(0, 8);
        LOG.log(Level.WARNING, "Sign-in failed [" + id + "]: " + failure.getMessage(), failure.getCause());
        String reason = failure.reason().word();
        metrics.signInFailed(reason);
        String onward = next.isEmpty() ? "" : "&next=" + URLEncoder.encode(next, UTF_8);
        return message.redirect(
                message.getRequest().getContextPath() + "/login?error=" + reason + "&id=" + id + onward);
    }

    @FunctionalInterface
    private interface Step {
        AuthenticationStatus take() throws AuthenticationException;
    }
}
