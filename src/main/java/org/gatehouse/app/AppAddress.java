package org.gatehouse.app;

import java.util.Locale;
import java.util.regex.Pattern;
import org.gatehouse.problem.InvalidProblem;

/**
 * Where an application is.
 *
 * @param host in lower case, with its port if it is not the usual one; empty for our own
 */
public record AppAddress(String host, PathPrefix path) {

    private static final int LONGEST_HOST = 253;
    private static final Pattern HOST = Pattern.compile("(?=[^:]{1," + LONGEST_HOST
            + "}(:|$))[a-z0-9]([a-z0-9-]*[a-z0-9])?" + "(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*(:[1-9]\\d{0,4})?");

    /**
     * @param host empty for our own
     * @throws InvalidProblem naming what cannot be taken
     */
    public static AppAddress of(String host, String path) {
        InvalidProblem.requireAll(() -> requireHost(host), () -> PathPrefix.parse(path));
        return new AppAddress(requireHost(host), PathPrefix.parse(path));
    }

    private static String requireHost(String host) {
        String name = host.strip().toLowerCase(Locale.ROOT);
        if (!name.isEmpty() && !HOST.matcher(name).matches()) {
            throw new InvalidProblem(
                    "host", "Give the host alone, as in sales.example.com, with its port if it has one of its own.");
        }
        return name;
    }

    @Override
    public String toString() {
        return host + path;
    }
}
