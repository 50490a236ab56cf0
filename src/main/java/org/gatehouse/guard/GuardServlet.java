package org.gatehouse.guard;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.gatehouse.access.Caller;
import org.gatehouse.access.Method;
import org.gatehouse.access.PrefixedSecret.Kind;
import org.gatehouse.access.RequestAuthorization;
import org.gatehouse.access.RequestLine;
import org.gatehouse.app.Access;
import org.gatehouse.guard.VisitorPage.Way;
import org.gatehouse.page.Address;
import org.gatehouse.problem.ForbiddenProblem;
import org.gatehouse.problem.Problem;
import org.gatehouse.problem.ProblemDetails;
import org.gatehouse.problem.UnauthenticatedProblem;
import org.gatehouse.settings.Settings;
import org.gatehouse.sharedtoken.InstanceToken;
import org.gatehouse.signin.AccessTokenParameter;
import org.gatehouse.signin.Browsers;

/**
 * Answers a reverse proxy that asks whether a request may go on to an application:
 *
 * <pre>
 * browser ──(1)──> proxy ──(2) X-Forwarded-Host, -Uri──> GuardServlet
 *                    │ <──(3) 204 Remote-User … | 401 | 403──┘
 *                    └──(4) 204: the request, with these headers──> application
 * </pre>
 *
 * A plain servlet, as it is asked for every request of every application.
 */
@WebServlet("/api/guard/verify")
public class GuardServlet extends HttpServlet {

    private static final Set<Integer> REFUSALS =
            Set.of(HttpServletResponse.SC_UNAUTHORIZED, HttpServletResponse.SC_FORBIDDEN);
    private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD");
    private static final Set<Method> BY_HEADER = Set.of(Method.BEARER, Method.API_KEY, Method.APP_TOKEN);

    @Inject
    Settings settings;

    @Inject
    GuardService guard;

    @Inject
    Sites sites;

    @Inject
    RequestAuthorization authorization;

    @Inject
    InstanceToken instanceToken;

    @Inject
    Assertions assertions;

    @Inject
    AppCookies cookies;

    @Inject
    VisitorPage page;

    @Inject
    Caller caller;

    /** Whatever method the proxy asks by, and whatever it asks about. */
    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            ForwardedRequest asked = ForwardedRequest.of(request, settings);
            NormalPath path = NormalPath.of(asked.uri())
                    .orElseThrow(() -> new ForbiddenProblem(
                            "This address can be read in more than one way, and is not passed on. Write it without dots"
                                    + " alone, double slashes, semicolons and encoded slashes."));
            if (AppSignInServlet.isAt(path)) {
                throw new ForbiddenProblem("Let the reverse proxy pass on to Gatehouse what begins with /.gatehouse/.");
            }
            Judgement judgement = guard.judge(asked.host(), path, request);
            if (judgement.decision() == Decision.ALLOWED) {
                requireNotByOthers(judgement, asked, request);
                authorization.require(new RequestLine(asked.method(), asked.host(), path.value()));
            }
            answer(judgement, asked, request, response);
        } catch (Problem refusal) {
            refuse(told(refusal), gatehouse(), request, response);
        }
    }

    private void answer(
            Judgement judgement, ForwardedRequest asked, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Optional<String> without = withoutToken(judgement, asked, request);
        if (without.isPresent()) {
            send(without.get(), new Way(site(judgement), "again"), request, response);
            return;
        }
        switch (judgement.decision()) {
            case ALLOWED -> {
                IdentityHeaders.set(response, judgement.visitor(), assertions.of(judgement));
                response.setHeader("Cookie", cookies.notOurs(request));
                response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            }
            case UNKNOWN -> sendToSignIn(judgement, asked, request, response);
            case FORBIDDEN ->
                refuse(new ForbiddenProblem(judgement.advice()), wayFrom(judgement, asked), request, response);
        }
    }

    /** By a credential in a header nobody comes unawares. */
    private void requireNotByOthers(Judgement judgement, ForwardedRequest asked, HttpServletRequest request) {
        boolean open = judgement.access().filter(Access.PUBLIC::equals).isPresent();
        if (!open && !BY_HEADER.contains(caller.getMethod()) && OtherSites.sent(asked, request)) {
            throw new ForbiddenProblem("A page of another site made your browser send this, and it is not passed on.");
        }
    }

    /**
     * Where a browser goes that has a token in the address, so that the application does not see it: for one of an application's to
     * where it gets a cookie for it, for another to sign in, if need be.
     */
    private Optional<String> withoutToken(Judgement judgement, ForwardedRequest asked, HttpServletRequest request) {
        if (!Browsers.wantsPage(request)
                || !SAFE_METHODS.contains(asked.method())
                || judgement.app().isEmpty()) {
            return Optional.empty();
        }
        return AccessTokenParameter.in(asked.uri()).flatMap(token -> without(token, judgement));
    }

    private Optional<String> without(AccessTokenParameter token, Judgement judgement) {
        String next = "next=" + Address.encode(token.address());
        if (Kind.APP_TOKEN.isMeantBy(token.value())) {
            String value = "?token=" + Address.encode(token.value());
            return Optional.of(site(judgement) + AppSignInServlet.TOKEN + value + "&" + next);
        }
        boolean taken = asksForToken(judgement);
        if (judgement.decision() != Decision.ALLOWED) {
            return Optional.of(site(judgement) + AppSignInServlet.SIGN_IN + "?" + next)
                    .filter(signIn -> taken);
        }
        return Optional.of(site(judgement) + token.address())
                .filter(address -> instanceToken.mayBe(token.value(), taken));
    }

    private void sendToSignIn(
            Judgement judgement, ForwardedRequest asked, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (caller.findRefusal().isPresent()) {
            refuse(told(caller.findRefusal().get()), gatehouse(), request, response);
        } else {
            String login = signIn(judgement, asked);
            send(login, new Way(login, "signIn"), request, response);
        }
    }

    /** nginx takes 401 alone, and has the address from the header; others pass a redirect on to the browser. */
    private void send(String address, Way shown, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        boolean browser = Browsers.wantsPage(request);
        if (browser) {
            response.setHeader("Location", address);
        }
        if (browser && request.getParameter("redirect") != null) {
            response.setStatus(HttpServletResponse.SC_FOUND);
        } else {
            refuse(new UnauthenticatedProblem(), shown, request, response);
        }
    }

    /** Proxies know no other refusals than these two; what is wrong on our side may look so to them. */
    private static Problem told(Problem refusal) {
        return REFUSALS.contains(refusal.status()) || refusal.status() >= HttpServletResponse.SC_INTERNAL_SERVER_ERROR
                ? refusal
                : new ForbiddenProblem(refusal.detail());
    }

    private void refuse(Problem refusal, Way way, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (Browsers.wantsPage(request) && refusal.status() < HttpServletResponse.SC_INTERNAL_SERVER_ERROR) {
            refusal.headers().forEach(response::setHeader);
            page.refuse(response, refusal, way);
        } else {
            ProblemDetails.write(refusal, response);
        }
    }

    /** What would help somebody who is known, and not let in. */
    private Way wayFrom(Judgement judgement, ForwardedRequest asked) {
        if (asksForToken(judgement)) {
            return new Way(signIn(judgement, asked), "token");
        }
        boolean person = judgement.app().isEmpty() || caller.isSignedIn();
        return person ? gatehouse() : new Way(signIn(judgement, asked), "signIn");
    }

    private Way gatehouse() {
        return new Way(sites.gatehouse(), "gatehouse");
    }

    /** Where to sign in for the application; a form's target is no place to come back to. */
    private String signIn(Judgement judgement, ForwardedRequest asked) {
        return site(judgement)
                + AppSignInServlet.SIGN_IN
                + (SAFE_METHODS.contains(asked.method()) ? "?next=" + Address.encode(asked.uri()) : "");
    }

    private String site(Judgement judgement) {
        return sites.of(judgement.app().orElseThrow());
    }

    private static boolean asksForToken(Judgement judgement) {
        return judgement.access().filter(Access.SHARED_TOKEN::equals).isPresent();
    }
}
