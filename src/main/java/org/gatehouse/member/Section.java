package org.gatehouse.member;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.gatehouse.access.Role;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of the list that one index has in order: the invitations or the members, of one role or of all.
 *
 * @param role null for all
 */
record Section(Kind kind, @Nullable Role role) {

    enum Kind {
        INVITATIONS,
        MEMBERS,
        /** Of a search: members whose name begins so. */
        MEMBERS_BY_NAME,
        /** Of a search: the other members, whose address begins so. */
        MEMBERS_BY_ADDRESS;

        private boolean isPartOf(MemberQuery query) {
            boolean active = query.status() == MemberStatus.ACTIVE;
            if (this == INVITATIONS) {
                return !active;
            }
            return (active || query.status() == null)
                    && (this == MEMBERS) == query.prefix().isEmpty();
        }
    }

    /** The sections that a query reads, one behind the other. */
    static List<Section> of(MemberQuery query) {
        return Arrays.stream(Kind.values())
                .filter(kind -> kind.isPartOf(query))
                .flatMap(kind -> roles(query).map(role -> new Section(kind, role)))
                .toList();
    }

    /** What its members are sorted by. */
    Sort order(MemberQuery query) {
        return kind == Kind.MEMBERS_BY_ADDRESS ? Sort.EMAIL : query.sort();
    }

    private static Stream<@Nullable Role> roles(MemberQuery query) {
        return query.role() == null && query.sort() == Sort.ROLE
                ? Arrays.stream(Role.values()).sorted(Comparator.reverseOrder())
                : Stream.of(query.role());
    }
}
