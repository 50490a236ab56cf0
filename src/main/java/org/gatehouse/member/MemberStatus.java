package org.gatehouse.member;

import java.util.Locale;

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
}
