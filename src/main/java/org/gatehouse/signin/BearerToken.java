package org.gatehouse.signin;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a program sends in {@code Authorization: Bearer} (RFC 6750, section 2.1). In UTF-8, which a shared password may need;
 * the container reads headers as ISO-8859-1.
 */
public final class BearerToken {

    private static final Pattern HEADER = Pattern.compile("Bearer(?:\\s+(.*))?", Pattern.CASE_INSENSITIVE);

    private BearerToken() {}

    /** The token, which may be anything, even nothing; absent where the header is absent or of another scheme. */
    public static Optional<String> read(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader("Authorization"))
                .map(HEADER::matcher)
                .filter(Matcher::matches)
                .map(header -> Optional.ofNullable(header.group(1)).orElse("").strip())
                .map(token -> new String(token.getBytes(ISO_8859_1), UTF_8));
    }
}
