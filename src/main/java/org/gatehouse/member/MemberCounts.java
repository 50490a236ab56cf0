package org.gatehouse.member;

/**
 * How long an organization's list is.
 *
 * @param pending open invitations, expired ones included
 */
public record MemberCounts(long members, long pending) {

    public long all() {
        return members + pending;
    }
}
