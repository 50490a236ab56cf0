package org.gatehouse.guard;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.gatehouse.access.Caller.TokenHolder;
import org.gatehouse.access.Role;

/**
 * Who comes to an application.
 *
 * @param id of a user, {@code api-key:} and a key's id, or {@code app-token:} and a token's; never given to anybody else
 * @param email that the provider vouches for; empty where it vouches for none
 * @param groups to which organizations they belong
 */
record Visitor(String id, String email, String name, List<Group> groups) {

    private static final int MOST_NAMED = 30;

    /** Whoever has an application's token, and so nobody who belongs anywhere. */
    static Visitor of(TokenHolder holder) {
        return new Visitor("app-token:" + holder.id(), "", holder.name(), List.of());
    }

    /** The role in an organization; empty where there is none. */
    Optional<Role> roleIn(UUID organizationId) {
        return groups.stream()
                .filter(group -> group.organizationId().equals(organizationId))
                .map(Group::role)
                .findFirst();
    }

    /** As many groups as an application is told of: proxies and applications take a head of some kilobytes only. */
    Stream<String> named() {
        return groups.stream().limit(MOST_NAMED).map(Group::toString);
    }

    /** Somebody's role in an organization: {@code acme:editor}. */
    record Group(UUID organizationId, String slug, Role role) {

        @Override
        public String toString() {
            return slug + ":" + role.word();
        }
    }
}
