package org.gatehouse.signin;

import jakarta.servlet.http.HttpServletRequest;

/** What tells a browser's request from a program's. */
public final class Browsers {

    private Browsers() {}

    /** Whether a person is to see the answer. */
    public static boolean wantsPage(HttpServletRequest request) {
        return String.valueOf(request.getHeader("Accept")).contains("text/html");
    }

    /** Whether it comes from a browser, be it by a page's script: all of them begin their names alike. */
    static boolean sent(HttpServletRequest request) {
        return wantsPage(request)
                || request.getHeader("Sec-Fetch-Mode") != null
                || String.valueOf(request.getHeader("User-Agent")).startsWith("Mozilla/");
    }
}
