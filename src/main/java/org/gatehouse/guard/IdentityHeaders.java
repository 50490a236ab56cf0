package org.gatehouse.guard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import jakarta.servlet.http.HttpServletResponse;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Tells an application who comes, in headers that the proxy passes on. All of them are always sent, empty where nobody is
 * known: a proxy then has something to put in the place of what a client may have sent under these names.
 */
final class IdentityHeaders {

    static final String ASSERTION = "X-Gatehouse-Assertion";

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private IdentityHeaders() {}

    static void set(HttpServletResponse response, Optional<Visitor> visitor, String assertion) {
        response.setHeader("Remote-User", text(visitor.map(Visitor::id)));
        response.setHeader("Remote-Email", text(visitor.map(Visitor::email)));
        response.setHeader("Remote-Name", text(visitor.map(Visitor::name)));
        response.setHeader("Remote-Groups", text(visitor.map(IdentityHeaders::groups)));
        response.setHeader(ASSERTION, assertion);
    }

    private static String groups(Visitor visitor) {
        return visitor.named().collect(joining(","));
    }

    private static String text(Optional<String> value) {
        return encode(value.orElse(""));
    }

    /**
     * Printable ASCII as it is; percent signs and all else as the percent-encoded bytes of its UTF-8 (RFC 3986, section 2.1), so
     * that it passes every proxy unchanged and {@code decodeURIComponent} reads it.
     */
    static String encode(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte octet : text.strip().getBytes(UTF_8)) {
            if (octet >= ' ' && octet <= '~' && octet != '%') {
                encoded.append((char) octet);
            } else {
                encoded.append('%').append(HEX.toHexDigits(octet));
            }
        }
        return encoded.toString();
    }
}
