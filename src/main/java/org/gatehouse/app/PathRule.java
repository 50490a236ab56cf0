package org.gatehouse.app;

import org.gatehouse.problem.InvalidProblem;

/**
 * A part of an application that lets others in than the rest.
 *
 * @param prefix below the application's own
 */
public record PathRule(PathPrefix prefix, Policy policy) {

    /** @throws InvalidProblem if the path is none below the application's */
    public static PathRule of(String path, Policy policy) {
        PathPrefix prefix = PathPrefix.parse(path);
        if (prefix.value().isEmpty()) {
            throw new InvalidProblem("path", "Give a path below the application's, as in /admin/*.");
        }
        return new PathRule(prefix, policy);
    }

    /** With the star that says that what is below is meant, too: {@code /admin/*}. */
    public String path() {
        return prefix + "/*";
    }

    @Override
    public String toString() {
        return path() + " " + policy;
    }
}
