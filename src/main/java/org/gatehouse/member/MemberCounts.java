package org.gatehouse.member;

/**
 * How long an organization's list is, as far as that can be told at a glance.
 *
 * @param pending open invitations, expired ones included
 */
public record MemberCounts(long members, long pending) {

    /** Stands for any number from 1,001 on: to count a million would take longer than all the rest of the page. */
    static final int MOST = 1_001;

    public long all() {
        return members + pending;
    }
}
