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
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.net.URLEncoder;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.gatehouse.access.Caller;
import org.gatehouse.access.RequestAuthorization;
import org.gatehouse.metrics.Metrics;
import org.gatehouse.problem.Problem;
import org.gatehouse.problem.ProblemAnswer;
import org.gatehouse.problem.TooManyRequestsProblem;
import org.gatehouse.problem.UnauthenticatedProblem;
import org.gatehouse.problem.UnavailableProblem;
import org.gatehouse.problem.UnexpectedProblem;
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

    /** Where JAX-RS answers. */
    private static final String API = "/api";

    private static final Set<AuthenticationStatus> GOES_ON =
            Set.of(AuthenticationStatus.SUCCESS, AuthenticationStatus.NOT_DONE);

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
    CrossSiteRequests crossSite;

    @Inject
    RequestAuthorization authorization;

    @Inject
    Caller caller;

    @Inject
    Metrics metrics;

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
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext message) {
        readAsUtf8(request);
        SecurityHeaders.set(request, response);
        caller.from(clientAddress.of(request), request.getHeader("User-Agent"));
        if (crossSite.include(request)) {
            return answer(() -> response.sendError(HttpServletResponse.SC_FORBIDDEN));
        }
        try {
            AuthenticationStatus outcome = authenticate(request, message);
            metrics.checked(caller.getMethod());
            return GOES_ON.contains(outcome) ? authorize(outcome, message) : outcome;
        } catch (AuthenticationException | RuntimeException unexpected) {
            return fail(unexpected, message);
        }
    }

    private AuthenticationStatus authenticate(HttpServletRequest request, HttpMessageContext message)
            throws AuthenticationException {
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

    /** The guard has the rules asked about the request that it is asked about itself. */
    private AuthenticationStatus authorize(AuthenticationStatus outcome, HttpMessageContext message) {
        HttpServletRequest request = message.getRequest();
        String servlet = request.getServletPath();
        try {
            if (!servlet.equals(GUARD) && !servlet.startsWith("/static/")) {
                authorization.require(request);
            }
            return outcome;
        } catch (Problem refusal) {
            return forbid(refusal, message);
        }
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

    /** A program may have sent its credential to what is open to everybody. */
    private AuthenticationStatus refuse(Problem refusal, HttpMessageContext message) {
        metrics.refused(refusal);
        boolean open = !Browsers.wantsPage(message.getRequest()) && !message.isProtected();
        if (open || isGuards(message.getRequest())) {
            caller.refuse(refusal);
            return message.doNothing();
        }
        return forbid(refusal, message);
    }

    /** The API refuses a program's request itself, where it can say so to scripts of other hosts too. */
    private AuthenticationStatus forbid(Problem refusal, HttpMessageContext message) {
        HttpServletRequest request = message.getRequest();
        HttpServletResponse response = message.getResponse();
        caller.refuse(refusal);
        if (Browsers.wantsPage(request)) {
            return answer(() -> ProblemAnswer.write(refusal, request, response));
        }
        if (request.getServletPath().equals(API)) {
            return message.doNothing();
        }
        if (basicChallenge.belongsTo(refusal.status())) {
            response.addHeader(BasicChallenge.HEADER, BasicChallenge.VALUE);
        }
        return answer(() -> ProblemAnswer.write(refusal, request, response));
    }

    /** A way in, or a rule, is broken: nobody is let in by it. The error page tells the number under which the log has why. */
    private AuthenticationStatus fail(Exception unexpected, HttpMessageContext message) {
        if (!Browsers.wantsPage(message.getRequest()) || UnavailableProblem.isBehind(unexpected)) {
            return forbid(UnexpectedProblem.logged(unexpected), message);
        }
        caller.forget();
        message.getRequest().setAttribute(RequestDispatcher.ERROR_EXCEPTION, unexpected);
        return answer(() -> message.getResponse().sendError(HttpServletResponse.SC_INTERNAL_SERVER_ERROR));
    }

    private static AuthenticationStatus answer(Answer answer) {
        try {
            answer.write();
        } catch (IOException gone) {
            LOG.log(Level.FINE, "Nobody waits for the answer", gone);
        }
        return AuthenticationStatus.SEND_FAILURE;
    }

    /** The guard answers a proxy itself, which asks with the browser's headers: a public application takes anybody. */
    public static boolean isGuards(HttpServletRequest request) {
        return request.getRequestURI().equals(request.getContextPath() + GUARD);
    }

    /** Whether it is about an application, or comes from the host of one. */
    static boolean isForApplications(HttpServletRequest request) {
        return isGuards(request) || request.getServletPath().equals(CrossSiteRequests.ON_APPLICATIONS);
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

    @FunctionalInterface
    private interface Answer {
        void write() throws IOException;
    }
}
