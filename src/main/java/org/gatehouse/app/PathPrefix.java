package org.gatehouse.app;

import java.util.regex.Pattern;
import org.gatehouse.problem.InvalidProblem;

/**
 * A path and everything below it, segment by segment: {@code /sales} covers {@code /sales/2026} and not {@code
 * /salesmen}. Letter case counts.
 *
 * @param value {@code /sales}; empty for everything
 */
public record PathPrefix(String value) {

    private static final int LONGEST = 200;
    /** Nothing that a proxy, or an application behind it, could read in another way than we do. */
    private static final Pattern FORM = Pattern.compile("(/(?!\\.{1,2}(/|$))[^/\\\\;?#%*\\p{C}\\p{Z}]+)*");

    /**
     * Reads {@code /sales}, {@code /sales/} or {@code /sales/*}, which are one.
     *
     * @throws InvalidProblem if it has another form
     */
    static PathPrefix parse(String path) {
        String value = path.replaceFirst("/\\*?$", "");
        if (path.isEmpty() || path.length() > LONGEST || !FORM.matcher(value).matches()) {
            throw new InvalidProblem(
                    "path",
                    "Begin the path with a slash, as in /sales, in at most " + LONGEST
                            + " characters and without spaces, percent signs, semicolons, stars or dots alone.");
        }
        return new PathPrefix(value);
    }

    /** What {@link #toString} has told of one. */
    static PathPrefix known(String path) {
        return new PathPrefix(path.equals("/") ? "" : path);
    }

    /** @param path decoded and free of dots, double slashes and the like */
    boolean covers(String path) {
        return path.startsWith(value) && (path.length() == value.length() || path.charAt(value.length()) == '/');
    }

    /** {@code /sales}; a slash for everything. */
    @Override
    public String toString() {
        return value.isEmpty() ? "/" : value;
    }
}
