package org.gatehouse.app;

import java.util.Arrays;
import java.util.Locale;
import org.gatehouse.problem.InvalidProblem;

/** Whom an application, or a path in it, lets in. */
public enum Access {
    /** Everybody. */
    PUBLIC,
    /** Who has its shared token. */
    SHARED_TOKEN,
    /** Everybody who is known: people who are signed in, and programs. */
    SIGNED_IN,
    /** Who has this role, or a higher one, in an organization. */
    ROLE;

    /** As the API, files and pages spell it: {@code signed_in}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws InvalidProblem if none is called so */
    static Access of(String word) {
        return Arrays.stream(values())
                .filter(access -> access.word().equals(word))
                .findAny()
                .orElseThrow(() -> new InvalidProblem(
                        "access", "Give access as one of public, shared_token, signed_in and role."));
    }
}
