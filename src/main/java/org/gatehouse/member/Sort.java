package org.gatehouse.member;

import java.util.Arrays;
import java.util.Locale;
import org.gatehouse.problem.InvalidProblem;

/** The order of the list, within the invitations and within the members. */
public enum Sort {
    /** Invitations, whose people have no name here yet, by address. */
    NAME,
    EMAIL,
    /** Owners first, those of one role by name. */
    ROLE,
    /** The oldest first. */
    CREATED_AT;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws InvalidProblem if there is no such order */
    public static Sort of(String word) {
        return Arrays.stream(values())
                .filter(sort -> sort.word().equals(word))
                .findAny()
                .orElseThrow(() -> new InvalidProblem("sort", "Choose one of name, email, role and created_at."));
    }
}
