package org.gatehouse.guard;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.gatehouse.access.Caller;
import org.gatehouse.app.GuardedApp;
import org.gatehouse.page.Address;
import org.gatehouse.problem.ForbiddenProblem;
import org.gatehouse.problem.Problem;
import org.gatehouse.problem.ProblemDetails;
import org.gatehouse.problem.UnauthenticatedProblem;
import org.gatehouse.settings.Settings;

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

    private static final int TOO_MANY_REQUESTS = 429;
    private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD");

    @Inject
    Settings settings;

    @Inject
    GuardService guard;

    @Inject
    Sites sites;

    @Inject
    Assertions assertions;

    @Inject
    RefusalPage page;

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
            answer(guard.judge(asked.host(), path, request), asked, request, response);
        } catch (ForbiddenProblem refusal) {
            refuse(refusal, sites.gatehouse(), request, response);
        }
    }

    private void answer(
            Judgement judgement, ForwardedRequest asked, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        switch (judgement.decision()) {
            case ALLOWED -> {
                IdentityHeaders.set(response, judgement.visitor(), assertions.of(judgement));
                response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            }
            case UNKNOWN -> sendToSignIn(judgement.app().orElseThrow(), asked, request, response);
            case FORBIDDEN -> refuse(new ForbiddenProblem(judgement.advice()), sites.gatehouse(), request, response);
        }
    }

    /** nginx takes 401 alone, and has the address from the header; others pass a redirect on to the browser. */
    private void sendToSignIn(
            GuardedApp app, ForwardedRequest asked, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (caller.findRefusal().isPresent()) {
            refuse(told(caller.findRefusal().get()), sites.gatehouse(), request, response);
            return;
        }
        String login = sites.of(app)
                + AppSignInServlet.SIGN_IN
                + (SAFE_METHODS.contains(asked.method()) ? "?next=" + Address.encode(asked.uri()) : "");
        if (isBrowser(request)) {
            response.setHeader("Location", login);
        }
        if (isBrowser(request) && request.getParameter("redirect") != null) {
            response.setStatus(HttpServletResponse.SC_FOUND);
        } else {
            refuse(new UnauthenticatedProblem(), login, request, response);
        }
    }

    /** Proxies know no other refusals than these two; what is wrong on our side may look so to them. */
    private static Problem told(Problem refusal) {
        return refusal.status() == TOO_MANY_REQUESTS ? new ForbiddenProblem(refusal.detail()) : refusal;
    }

    private void refuse(Problem refusal, String link, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (isBrowser(request) && refusal.status() < HttpServletResponse.SC_INTERNAL_SERVER_ERROR) {
            refusal.headers().forEach(response::setHeader);
            page.write(response, refusal.status(), refusal.detail(), link);
        } else {
            ProblemDetails.write(refusal, response);
        }
    }

    private static boolean isBrowser(HttpServletRequest request) {
        return String.valueOf(request.getHeader("Accept")).contains("text/html");
    }
}
