package org.gatehouse.session;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Optional;

/** Reads and writes cookies that scripts never see and other sites never send along with a form (RFC 6265bis). */
public final class Cookies {

    private Cookies() {}

    public static Optional<String> find(HttpServletRequest request, String name) {
        Cookie[] cookies = request.getCookies();
        return cookies == null
                ? Optional.empty()
                : Arrays.stream(cookies)
                        .filter(cookie -> cookie.getName().equals(name))
                        .map(Cookie::getValue)
                        .findFirst();
    }

    /**
     * Writes the header itself, because the container rejects a domain that begins with a dot.
     *
     * @param path the path, with further attributes behind it if need be
     * @param maxAge in seconds; 0 removes the cookie
     */
    public static void add(
            HttpServletResponse response, String name, String value, String path, long maxAge, boolean secure) {
        response.addHeader(
                "Set-Cookie",
                name + "=" + value + "; Path=" + path + "; Max-Age=" + maxAge + "; HttpOnly; SameSite=Lax"
                        + (secure ? "; Secure" : ""));
    }
}
