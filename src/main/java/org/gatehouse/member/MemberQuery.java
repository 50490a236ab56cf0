package org.gatehouse.member;

import org.gatehouse.access.Role;
import org.jspecify.annotations.Nullable;

/**
 * What part of an organization's list to show.
 *
 * @param prefix beginning of a name or an address; empty for all
 * @param role only this role; null for all
 * @param status {@code active}, {@code pending} or {@code expired}; null for all
 * @param cursor where to go on, from {@link MemberPage}; null for the beginning
 * @param limit rows at most
 */
public record MemberQuery(
        String prefix,
        @Nullable Role role,
        @Nullable MemberStatus status,
        @Nullable String cursor,
        int limit) {

    static final int LARGEST_PAGE = 500;

    public MemberQuery {
        prefix = prefix.replaceAll("\\p{Cc}+", " ").strip();
        limit = Math.max(1, Math.min(limit, LARGEST_PAGE));
    }
}
