package org.gatehouse.system;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.gatehouse.problem.Problem;
import org.gatehouse.problem.ProblemAnswer;

/** Answers a {@link Problem} that a servlet throws, also one that was added to Gatehouse. */
@WebFilter(urlPatterns = "/*")
public class ProblemFilter extends HttpFilter {

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            chain.doFilter(request, response);
        } catch (Problem problem) {
            response.resetBuffer();
            ProblemAnswer.write(problem, request, response);
        }
    }
}
