package org.gatehouse.session;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads and writes cookies that scripts never see and other sites never send along with a form (RFC 6265bis). */
public final class Cookies {

    private Cookies() {}

    /**
     * The name of a cookie that no other host can have set, where browsers can warrant that (RFC 6265bis, section 4.1.3.2). It is
     * for the path {@code /} and without a domain.
     */
    public static String ofHost(String name, boolean secure) {
        return secure ? "__Host-" + name : name;
    }

    public static Optional<String> find(HttpServletRequest request, String name) {
        return findAll(request, name).findFirst();
    }

    /** A browser sends several of one name where they were set for a host and for its domain. */
    public static Stream<String> findAll(HttpServletRequest request, String name) {
        return all(request).filter(cookie -> cookie.getName().equals(name)).map(Cookie::getValue);
    }

    public static Stream<Cookie> all(HttpServletRequest request) {
        return Stream.ofNullable(request.getCookies()).flatMap(Arrays::stream);
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
