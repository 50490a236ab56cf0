package org.gatehouse.system;

import jakarta.inject.Inject;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.gatehouse.settings.Origin;
import org.gatehouse.settings.Settings;

/** Lets the scripts of {@code CORS_ORIGINS}, and of nobody else, read the API's answers with the user's cookie. */
@WebFilter(urlPatterns = "/api/*")
public class CorsFilter implements Filter {

    @Inject
    Settings settings;

    @Override
    public void doFilter(ServletRequest servletRequest, ServletResponse servletResponse, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest request = (HttpServletRequest) servletRequest;
        HttpServletResponse response = (HttpServletResponse) servletResponse;
        response.addHeader("Vary", "Origin");
        String origin = request.getHeader("Origin");
        if (origin == null || settings.corsOrigins().stream().map(Origin::of).noneMatch(origin::equals)) {
            chain.doFilter(request, response);
            return;
        }
        response.setHeader("Access-Control-Allow-Origin", origin);
        response.setHeader("Access-Control-Allow-Credentials", "true");
        if (isPreflight(request)) {
            response.setHeader("Access-Control-Allow-Methods", "GET, POST, PUT, PATCH, DELETE");
            response.setHeader(
                    "Access-Control-Allow-Headers", "Authorization, Content-Type, Idempotency-Key, X-API-Key");
            response.setHeader("Access-Control-Max-Age", "600");
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        } else {
            response.setHeader("Access-Control-Expose-Headers", "Link, Location, Retry-After");
            chain.doFilter(request, response);
        }
    }

    private static boolean isPreflight(HttpServletRequest request) {
        return "OPTIONS".equals(request.getMethod()) && request.getHeader("Access-Control-Request-Method") != null;
    }
}
