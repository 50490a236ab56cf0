package org.gatehouse.guard;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.gatehouse.access.Caller;
import org.gatehouse.access.ReturnUrl;
import org.gatehouse.app.GuardedApp;
import org.gatehouse.app.GuardedAppService;
import org.gatehouse.page.Address;
import org.gatehouse.problem.ForbiddenProblem;

/** On Gatehouse's own host: sends somebody who is signed in back to an application, with a one-time code. See {@link AppSignInServlet}. */
@WebServlet("/handover")
public class HandoverServlet extends HttpServlet {

    private static final Pattern STATE = Pattern.compile("[\\da-f]{64}");

    @Inject
    GuardedAppService apps;

    @Inject
    HandoverService handovers;

    @Inject
    Sites sites;

    @Inject
    VisitorPage page;

    @Inject
    Caller caller;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        UUID session = caller.getSessionId();
        Optional<GuardedApp> app = appOf(request);
        String state = String.valueOf(request.getParameter("state"));
        if (session == null || app.isEmpty() || !STATE.matcher(state).matches()) {
            page.refuse(
                    response,
                    new ForbiddenProblem("No application sent you here."),
                    new VisitorPage.Way(sites.gatehouse(), "gatehouse"));
            return;
        }
        String code = handovers.issue(app.get().getId(), session, state, next(request));
        response.setStatus(HttpServletResponse.SC_FOUND);
        response.setHeader(
                "Location", sites.of(app.get()) + AppSignInServlet.COME_IN + "?code=" + Address.encode(code));
    }

    private Optional<GuardedApp> appOf(HttpServletRequest request) {
        try {
            return apps.find(UUID.fromString(String.valueOf(request.getParameter("app"))));
        } catch (IllegalArgumentException noId) {
            return Optional.empty();
        }
    }

    /** Where to go on on the application's host. */
    static String next(HttpServletRequest request) {
        return ReturnUrl.within(List.of(""), request.getParameter("next")).orElse("/");
    }
}
