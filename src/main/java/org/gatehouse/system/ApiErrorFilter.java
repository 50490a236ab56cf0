package org.gatehouse.system;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.gatehouse.problem.ContainerProblem;
import org.gatehouse.problem.ProblemDetails;

/** Answers a problem where the container would show an error page for an address of the API. */
@WebFilter(urlPatterns = "/*", dispatcherTypes = DispatcherType.ERROR)
public class ApiErrorFilter implements Filter {

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest failed = (HttpServletRequest) request;
        String address = String.valueOf(failed.getAttribute(RequestDispatcher.ERROR_REQUEST_URI));
        if (address.startsWith(failed.getContextPath() + "/api/") && !isBrowserAt(address, failed)) {
            int status = (int) failed.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
            ProblemDetails.write(new ContainerProblem(status), (HttpServletResponse) response);
        } else {
            chain.doFilter(request, response);
        }
    }

    /** Signing in leads people, not programs, through the API. */
    private static boolean isBrowserAt(String address, HttpServletRequest request) {
        return address.startsWith(request.getContextPath() + "/api/auth/login")
                && String.valueOf(request.getHeader("Accept")).contains("text/html");
    }
}
