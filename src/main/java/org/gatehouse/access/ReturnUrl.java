package org.gatehouse.access;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The one way to decide where a browser may be sent back to: an address of this application, given as a path with an
 * optional query. Whatever a browser could read as another host is refused.
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
     * The path if the browser may be sent there; empty otherwise.
     *
     * @param contextRoot below which this application is: empty, or {@code /gate}
     */
    public static Optional<String> local(String contextRoot, @Nullable String asked) {
        return Optional.ofNullable(asked)
                .filter(address -> address.length() <= LONGEST)
                .filter(address -> PATH_AND_QUERY.matcher(address).matches())
                .filter(address -> !ENCODED_IN_PATH.matcher(address).find())
                .filter(address -> !DOTS_IN_PATH.matcher(address).find())
                .filter(address -> address.matches(Pattern.quote(contextRoot) + "([/?#].*)?"));
    }
}
