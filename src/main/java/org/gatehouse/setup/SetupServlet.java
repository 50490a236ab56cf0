package org.gatehouse.setup;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;

/**
 * The set-up check for an operator on this machine, who may have no way to sign in: {@code curl localhost:8080/setup}.
 * For everybody else there is nothing here.
 */
@WebServlet("/setup")
public class SetupServlet extends HttpServlet {

    @Inject
    SetupService setup;

    /** Answers 503 where something is wrong, so that a script need not read. */
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!Visit.isOperator(request)) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        List<SetupLine> lines = setup.look();
        boolean wrong = lines.stream().anyMatch(line -> line.finding().isWrong());
        response.setStatus(wrong ? HttpServletResponse.SC_SERVICE_UNAVAILABLE : HttpServletResponse.SC_OK);
        response.setContentType("text/plain;charset=UTF-8");
        for (SetupLine line : lines) {
            response.getWriter().println(line);
        }
    }
}
