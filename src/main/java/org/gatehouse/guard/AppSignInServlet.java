package org.gatehouse.guard;

import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import org.gatehouse.access.Secret;
import org.gatehouse.app.Access;
import org.gatehouse.app.GuardedApp;
import org.gatehouse.app.KnownApps;
import org.gatehouse.guard.VisitorPage.Way;
import org.gatehouse.page.Address;
import org.gatehouse.problem.ForbiddenProblem;
import org.gatehouse.problem.Problem;
import org.gatehouse.problem.UnauthenticatedProblem;
import org.gatehouse.session.Cookies;
import org.gatehouse.session.KnownSessions;
import org.gatehouse.settings.Settings;

/**
 * What Gatehouse answers on the hosts of applications: it gives each a cookie of its own, so that the one of Gatehouse stays with
 * Gatehouse.
 *
 * <pre>
 *             application's host                              Gatehouse's host
 * (1) /.gatehouse/sign-in?next   state in a cookie ──> (2) /handover?app&amp;state&amp;next   sign in if need be
 * (3) /.gatehouse/come-in?code   cookie        &lt;──────────── one-time code, for a minute
 * (4) next
 * </pre>
 *
 * Where a path takes a token, (1) asks for that instead, and {@code /.gatehouse/token} takes it.
 */
@WebServlet("/.gatehouse/*")
public class AppSignInServlet extends HttpServlet {

    static final String SIGN_IN = "/.gatehouse/sign-in";
    static final String COME_IN = "/.gatehouse/come-in";
    static final String TOKEN = "/.gatehouse/token";

    private static final String USED =
            "This way in has been used already, or it was begun in another browser or too long ago.";
    private static final String STATE_COOKIE = "gatehouse_state";
    private static final int STATE_SECONDS = 600;

    @Inject
    KnownApps apps;

    @Inject
    HandoverService handovers;

    @Inject
    KnownSessions sessions;

    @Inject
    AppCookies cookies;

    @Inject
    TokenSignIn tokens;

    @Inject
    Sites sites;

    @Inject
    VisitorPage page;

    @Inject
    Settings settings;

    /** Whether it is one of the paths that are Gatehouse's on every host. */
    static boolean isAt(NormalPath path) {
        return (path.value() + "/").startsWith("/.gatehouse/");
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        try {
            super.service(request, response);
        } catch (ForbiddenProblem refusal) {
            page.refuse(response, refusal, new Way(sites.gatehouse(), "gatehouse"));
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String host = ForwardedRequest.host(request, settings);
        switch (path(request)) {
            case SIGN_IN -> signIn(host, request, response);
            case COME_IN -> comeIn(host, request, response);
            case TOKEN -> takeToken(host, request, response);
            default -> response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (path(request).equals(TOKEN)) {
            takeToken(ForwardedRequest.host(request, settings), request, response);
        } else {
            response.setHeader("Allow", "GET, HEAD");
            response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
        }
    }

    private void signIn(String host, HttpServletRequest request, HttpServletResponse response) throws IOException {
        String next = HandoverServlet.next(request);
        NormalPath path = NormalPath.of(next).orElseThrow(AppSignInServlet::noApp);
        GuardedApp app = apps.find(host, path.value()).orElseThrow(AppSignInServlet::noApp);
        String atGatehouse = atGatehouse(app, next, request, response);
        if (app.policyAt(path.value()).getAccess() == Access.SHARED_TOKEN) {
            page.askForToken(response, HttpServletResponse.SC_OK, app, next, atGatehouse, "");
        } else {
            redirect(response, atGatehouse);
        }
    }

    /** Where to sign in, and to come back from. On Gatehouse's own host the session is there already. */
    private String atGatehouse(GuardedApp app, String next, HttpServletRequest request, HttpServletResponse response) {
        String onward = "?next=" + Address.encode(next);
        if (app.getHost().isEmpty()) {
            return sites.gatehouse() + "/login" + onward;
        }
        String state = new Secret(state(request, response)).hash();
        return sites.gatehouse() + "/handover" + onward + "&app=" + app.getId() + "&state=" + state;
    }

    private void takeToken(String host, HttpServletRequest request, HttpServletResponse response) throws IOException {
        String next = HandoverServlet.next(request);
        GuardedApp app = NormalPath.of(next)
                .flatMap(path -> apps.find(host, path.value()))
                .orElseThrow(AppSignInServlet::noApp);
        try {
            tokens.enter(
                    Objects.requireNonNullElse(request.getParameter("token"), "")
                            .strip(),
                    app,
                    response);
            redirect(response, sites.of(app) + next);
        } catch (Problem refusal) {
            refusal.headers().forEach(response::setHeader);
            page.askForToken(
                    response, refusal.status(), app, next, atGatehouse(app, next, request, response), refusal.detail());
        }
    }

    private void comeIn(String host, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<Handover> handover = handovers.read(String.valueOf(request.getParameter("code")));
        Optional<GuardedApp> app = handover.flatMap(to -> NormalPath.of(to.next()))
                .flatMap(path -> apps.find(host, path.value()))
                .filter(there -> there.getId().equals(handover.get().app()));
        if (app.isEmpty() || !comesIn(handover.get(), app.get(), request, response)) {
            String again = SIGN_IN + "?next="
                    + Address.encode(handover.map(Handover::next).orElse("/"));
            page.refuse(response, UnauthenticatedProblem.invalidToken(USED), new Way(again, "again"));
            return;
        }
        redirect(response, sites.of(app.get()) + handover.get().next());
    }

    /** A code that is seen again does no harm in the browser that is in already. */
    private boolean comesIn(
            Handover handover, GuardedApp app, HttpServletRequest request, HttpServletResponse response) {
        if (cookies.findSession(app, request)
                .filter(present -> present.id().equals(handover.session()))
                .isPresent()) {
            return true;
        }
        boolean begunHere = Cookies.findAll(request, stateCookie())
                .anyMatch(state -> new Secret(state).hash().equals(handover.state()));
        if (!begunHere
                || !handovers.redeem(handover)
                || sessions.find(handover.session()).isEmpty()) {
            return false;
        }
        cookies.setSession(response, app, handover.session());
        return true;
    }

    /** All tabs of a browser share one: each may be the first to come back. */
    private String state(HttpServletRequest request, HttpServletResponse response) {
        String state = Cookies.find(request, stateCookie())
                .filter(value -> !value.isEmpty())
                .orElseGet(() -> Secret.random().value());
        Cookies.add(response, stateCookie(), state, "/", STATE_SECONDS, settings.secureCookies());
        return state;
    }

    private String stateCookie() {
        return Cookies.ofHost(STATE_COOKIE, settings.secureCookies());
    }

    private static String path(HttpServletRequest request) {
        return request.getServletPath() + request.getPathInfo();
    }

    private static ForbiddenProblem noApp() {
        return new ForbiddenProblem(
                "No application is known at this address. Ask whoever runs this Gatehouse to add it.");
    }

    private static void redirect(HttpServletResponse response, String address) {
        response.setStatus(HttpServletResponse.SC_FOUND);
        response.setHeader("Location", address);
    }
}
