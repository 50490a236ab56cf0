package org.gatehouse.member;

import java.util.Optional;
import org.gatehouse.access.Role;
import org.gatehouse.paging.Paging;
import org.gatehouse.problem.InvalidProblem;
import org.jspecify.annotations.Nullable;

/**
 * What part of an organization's list to show, and in which order.
 *
 * @param prefix beginning of a name or an address; empty for all. What is found by its name comes first and by name, the rest by
 *     address: no index has both in any other order
 * @param role only this role; null for all
 * @param status {@code active}, {@code pending} or {@code expired}; null for all
 * @param cursor where to go on, from {@link MemberPage}; null for the beginning
 * @param limit rows at most, up to {@link Paging#LARGEST}
 */
public record MemberQuery(
        String prefix,
        @Nullable Role role,
        @Nullable MemberStatus status,
        Sort sort,
        @Nullable String cursor,
        int limit) {

    public MemberQuery {
        prefix = Paging.prefix(prefix);
        sort = prefix.isEmpty() ? sort : Sort.NAME;
        limit = Math.max(1, Math.min(limit, Paging.LARGEST));
    }

    /**
     * A query as it stands in an address; what is missing or empty does not narrow the list.
     *
     * @throws InvalidProblem naming every parameter that cannot be taken
     */
    static MemberQuery parse(
            @Nullable String q,
            @Nullable String role,
            @Nullable String status,
            @Nullable String sort,
            @Nullable String cursor,
            @Nullable String limit) {
        InvalidProblem.requireAll(
                () -> given(role).map(Role::of),
                () -> given(status).map(MemberStatus::of),
                () -> given(sort).map(Sort::of),
                () -> Paging.limit(limit));
        return new MemberQuery(
                given(q).orElse(""),
                given(role).map(Role::of).orElse(null),
                given(status).map(MemberStatus::of).orElse(null),
                given(sort).map(Sort::of).orElse(Sort.NAME),
                cursor,
                Paging.limit(limit));
    }

    private static Optional<String> given(@Nullable String parameter) {
        return Optional.ofNullable(parameter).filter(value -> !value.isEmpty());
    }
}
