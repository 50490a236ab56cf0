package org.gatehouse.access;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The one way to decide where a browser may be sent back to: an address of this application, given as a path with an
 * optional query. Whatever a browser could read as another host is refused.
 */
public final class ReturnUrl {

    private static final int LONGEST = 2_000;
    /** A browser takes a backslash for a slash and drops control characters and white space; encoded ones may return. */
    private static final Pattern TREACHEROUS =
            Pattern.compile("[\\\\\\p{Cntrl}\\s]|^/[/\\\\]|%(2f|5c|0[0-9a-f]|1[0-9a-f]|7f)", Pattern.CASE_INSENSITIVE);

    private ReturnUrl() {}

    /** The path if the browser may be sent there; empty otherwise. */
    public static Optional<String> local(@org.jspecify.annotations.Nullable String asked) {
        if (asked == null || !asked.startsWith("/") || asked.length() > LONGEST) {
            return Optional.empty();
        }
        String path = asked.replaceFirst("[?#].*", "");
        if (TREACHEROUS.matcher(path).find() || asked.chars().anyMatch(c -> c < 0x20 || c == 0x7f || c == '\\')) {
            return Optional.empty();
        }
        try {
            URI uri = new URI(asked);
            boolean here = uri.getScheme() == null && uri.getRawAuthority() == null;
            return here ? Optional.of(asked) : Optional.empty();
        } catch (URISyntaxException notAnAddress) {
            return Optional.empty();
        }
    }
}
