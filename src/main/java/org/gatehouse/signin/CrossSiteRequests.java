package org.gatehouse.signin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Set;
import java.util.stream.Stream;
import org.gatehouse.settings.Origin;
import org.gatehouse.settings.Settings;

/**
 * Tells what another site makes a browser send (CSRF): a request that may change something and that the browser says
 * comes from elsewhere. Browsers say so in {@code Sec-Fetch-Site}, older ones in {@code Origin}; programs send neither
 * and bring no cookie. See {@code docs/adr/}.
 */
@ApplicationScoped
public class CrossSiteRequests {

    private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
    /** {@code guard.AppSignInServlet}, which answers on the hosts of applications. No browser can be made to send such headers. */
    static final String ON_APPLICATIONS = "/.gatehouse";

    private static final Set<String> OUR_SITES = Set.of("same-origin", "none");

    @Inject
    Settings settings;

    boolean include(HttpServletRequest request) {
        if (SAFE_METHODS.contains(request.getMethod())) {
            return false;
        }
        String origin = request.getHeader("Origin");
        if (origin != null && isOurFrontEnd(origin)) {
            return false;
        }
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return !OUR_SITES.contains(site);
        }
        return origin != null && !origin.equals(ourOrigin(request));
    }

    private boolean isOurFrontEnd(String origin) {
        return Stream.concat(settings.corsOrigins().stream(), settings.frontendUrl().stream())
                .map(Origin::of)
                .anyMatch(origin::equals);
    }

    private String ourOrigin(HttpServletRequest request) {
        if (request.getServletPath().equals(ON_APPLICATIONS)) {
            return request.getHeader("X-Forwarded-Proto") + "://" + request.getHeader("X-Forwarded-Host");
        }
        return settings.publicUrl()
                .map(Origin::of)
                .orElseGet(() -> Origin.of(URI.create(request.getRequestURL().toString())));
    }
}
