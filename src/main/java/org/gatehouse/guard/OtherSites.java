package org.gatehouse.guard;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;

/**
 * Tells what a page of another site makes a browser send to an application (CSRF, cross-site WebSocket hijacking). An application
 * without a sign-in of its own does not look: it is by our cookies that the browser comes in there. Sibling hosts are of the
 * same site to cookies, and other sites here.
 */
final class OtherSites {

    private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> ITS_OWN = Set.of("same-origin", "none");

    private OtherSites() {}

    /** @param request by which the proxy asks, with the headers of the browser */
    static boolean sent(ForwardedRequest asked, HttpServletRequest request) {
        if (SAFE_METHODS.contains(asked.method()) && request.getHeader("Sec-WebSocket-Key") == null) {
            return false;
        }
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return !ITS_OWN.contains(site);
        }
        String origin = request.getHeader("Origin");
        return origin != null && !origin.replaceFirst("^https?://", "").equals(asked.host());
    }
}
