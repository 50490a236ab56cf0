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
import org.gatehouse.problem.UnavailableProblem;
import org.gatehouse.problem.UnexpectedProblem;

/**
 * Answers a {@link Problem} that a servlet throws, also one that was added to Gatehouse, and whatever a servlet or a page fails by
 * because the database does not answer.
 */
@WebFilter(urlPatterns = "/*")
public class ProblemFilter extends HttpFilter {

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            chain.doFilter(request, response);
        } catch (Problem problem) {
            answer(problem, request, response);
        } catch (RuntimeException | ServletException failed) {
            if (!UnavailableProblem.isBehind(failed) || response.isCommitted()) {
                throw failed;
            }
            answer(UnexpectedProblem.logged(failed), request, response);
        }
    }

    private static void answer(Problem problem, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.resetBuffer();
        ProblemAnswer.write(problem, request, response);
    }
}
