package org.gatehouse.access;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The one way to decide where a browser may be sent back to: an address of this application, given as a path with an
 * optional query, or one of a host that is named. Whatever a browser could read as another host is refused.
 */
public final class ReturnUrl {

    private static final int LONGEST = 2_000;
    /**
     * As addresses are sent: printable ASCII. Beyond it, a character may lose its upper byte on the way and become a
     * slash or a line break; a backslash is a slash to browsers.
     */
    private static final Pattern PATH_AND_QUERY = Pattern.compile("/(?!/)[!-~&&[^\\\\]]*");
    /** Whoever decodes the path once too often would find a slash, a backslash or a control character. */
    private static final Pattern ENCODED_IN_PATH =
            Pattern.compile("^[^?#]*%(2f|5c|[01][0-9a-f]|7f)", Pattern.CASE_INSENSITIVE);

    /** Whoever resolves them would be somewhere else; some servers drop a semicolon and what follows it before. */
    private static final Pattern DOTS_IN_PATH =
            Pattern.compile("^[^?#]*/(\\.|%2e){1,2}([;/?#]|$)", Pattern.CASE_INSENSITIVE);

    private ReturnUrl() {}

    /**
     * The address if the browser may be sent there; empty otherwise.
     *
     * @param places where it may be: below a context root, empty or {@code /gate}, or an origin, {@code
     *     https://app.example.com}
     */
    public static Optional<String> within(List<String> places, @Nullable String asked) {
        return Optional.ofNullable(asked)
                .filter(address -> address.length() <= LONGEST)
                .filter(address -> places.stream().anyMatch(place -> isWithin(place, address)));
    }

    /** What follows an origin is empty or begins with a slash: a longer host name, a port or a user does not. */
    private static boolean isWithin(String place, String address) {
        if (!address.startsWith(place) || address.isEmpty()) {
            return false;
        }
        boolean origin = place.contains("://");
        String path = origin ? address.substring(place.length()) : address;
        return (origin && path.isEmpty()) || isPathBelow(origin ? "" : place, path);
    }

    private static boolean isPathBelow(String contextRoot, String path) {
        return PATH_AND_QUERY.matcher(path).matches()
                && !ENCODED_IN_PATH.matcher(path).find()
                && !DOTS_IN_PATH.matcher(path).find()
                && path.matches(Pattern.quote(contextRoot) + "([/?#].*)?");
    }
}
