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
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.net.URLEncoder;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.gatehouse.access.Caller;
import org.gatehouse.problem.Problem;
import org.gatehouse.problem.ProblemDetails;
import org.gatehouse.problem.TooManyRequestsProblem;
import org.gatehouse.problem.UnauthenticatedProblem;
import org.gatehouse.ratelimit.Limited;
import org.gatehouse.ratelimit.RateLimits;

/**
 * The application's only authentication mechanism: <em>go to the provider or come back from it, or resume the session, or
 * take an application's token, or an access token, or an API key, or the shared token, or send the browser to sign in</em>. The first credential
 * counts: one that does not hold is refused and never passed over for a weaker one, except for a session cookie, which may
 * have expired. Soteria resolves exactly one mechanism, so its own OpenID mechanism stands behind this one, in
 * {@link OpenIdAuthenticator}.
 */
@ApplicationScoped
@Alternative
@Priority(Interceptor.Priority.APPLICATION)
public class RequestAuthentication implements HttpAuthenticationMechanism {

    private static final Logger LOG = Logger.getLogger(RequestAuthentication.class.getName());

    /** {@code guard.GuardServlet}. */
    private static final String GUARD = "/api/guard/verify";

    @Inject
    @Any
    Instance<RequestAuthenticator> found;

    @Inject
    ClientAddress clientAddress;

    @Inject
    RateLimits limits;

    @Inject
    BasicChallenge basicChallenge;

    @Inject
    Caller caller;

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
        readAsUtf8(request);
        caller.from(clientAddress.of(request), request.getHeader("User-Agent"));
        try {
            for (RequestAuthenticator authenticator : authenticators) {
                Optional<AuthenticationStatus> outcome = authenticator.authenticate(message);
                if (outcome.isPresent()) {
                    return outcome.get();
                }
            }
            requireNoCredential(request);
        } catch (UnauthenticatedProblem failure) {
            return refuse(countFailure(failure), message);
        } catch (Problem refusal) {
            return refuse(refusal, message);
        }
        return message.isProtected() ? message.redirect(signInAddress(request)) : message.doNothing();
    }

    /** So are our addresses and forms. Of another charset that a request claims, the container fails to read them. */
    private static void readAsUtf8(HttpServletRequest request) {
        try {
            request.setCharacterEncoding(UTF_8.name());
        } catch (UnsupportedEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A credential that no way in knows is a bad one: its bearer does not go on as nobody. */
    private static void requireNoCredential(HttpServletRequest request) {
        if (BearerToken.read(request).isPresent() || request.getHeader(ApiKeyAuthenticator.HEADER) != null) {
            throw UnauthenticatedProblem.invalidToken("This is neither an access token nor an API key.");
        }
    }

    /** Only failures are counted: whoever has a credential that holds is let in, whatever their neighbours try. */
    private Problem countFailure(UnauthenticatedProblem failure) {
        try {
            limits.count(Limited.FAILURE, caller.getAddress());
            return failure;
        } catch (TooManyRequestsProblem tooMany) {
            return tooMany;
        }
    }

    /** The API refuses a program's request itself, where it can say so to scripts of other hosts too. */
    private AuthenticationStatus refuse(Problem refusal, HttpMessageContext message) {
        caller.refuse(refusal);
        if (isGuards(message.getRequest())) {
            return message.doNothing();
        }
        boolean browser = Browsers.wantsPage(message.getRequest());
        if (!browser && !message.isProtected()) {
            return message.doNothing();
        }
        try {
            if (browser) {
                refusal.headers().forEach(message.getResponse()::setHeader);
                message.getResponse().sendError(refusal.status());
            } else {
                if (basicChallenge.belongsTo(refusal.status())) {
                    message.getResponse().addHeader(BasicChallenge.HEADER, BasicChallenge.VALUE);
                }
                ProblemDetails.write(refusal, message.getResponse());
            }
        } catch (IOException gone) {
            LOG.log(Level.FINE, "Nobody waits for the refusal", gone);
        }
        return AuthenticationStatus.SEND_FAILURE;
    }

    /** The guard answers a proxy itself, which asks with the browser's headers: a public application takes anybody. */
    public static boolean isGuards(HttpServletRequest request) {
        return request.getRequestURI().equals(request.getContextPath() + GUARD);
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
