package org.gatehouse.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Answers a {@link Problem} where neither JAX-RS nor Faces does: people see the error page, programs its details. */
public final class ProblemAnswer {

    /** The request's attribute that has what the error page tells. */
    public static final String PROBLEM = "org.gatehouse.problem";

    private ProblemAnswer() {}

    public static void write(Problem problem, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (String.valueOf(request.getHeader("Accept")).contains("text/html")) {
            request.setAttribute(PROBLEM, problem);
            problem.headers().forEach(response::setHeader);
            response.sendError(problem.status());
        } else {
            ProblemDetails.write(problem, response);
        }
    }
}
