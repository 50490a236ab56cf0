package org.gatehouse.member;

import java.util.Arrays;
import java.util.Locale;
import org.gatehouse.problem.InvalidProblem;

/** How a row of the list stands. */
public enum MemberStatus {
    /** A member. */
    ACTIVE,
    /** Invited, and the invitation holds. */
    PENDING,
    /** Invited, but the invitation has expired. */
    EXPIRED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws InvalidProblem if there is no such status */
    public static MemberStatus of(String word) {
        return Arrays.stream(values())
                .filter(status -> status.word().equals(word))
                .findAny()
                .orElseThrow(() -> new InvalidProblem("status", "Choose one of active, pending and expired."));
    }
}
