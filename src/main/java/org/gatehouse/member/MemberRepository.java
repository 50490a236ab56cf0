package org.gatehouse.member;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.access.Role;
import org.gatehouse.invitation.Invitation;
import org.gatehouse.mail.EmailAddress;
import org.gatehouse.member.Section.Kind;
import org.gatehouse.organization.Membership;
import org.gatehouse.paging.Paging;
import org.gatehouse.user.User;
import org.jspecify.annotations.Nullable;

/** Reads the list section by section, each from a place in its index, never from the beginning. */
@ApplicationScoped
public class MemberRepository {

    private static final String NAMED = "m.nameKey >= :name and m.nameKey < :nameEnd";

    @PersistenceContext
    EntityManager em;

    /**
     * The members of a section in the order of the query.
     *
     * @param from the row to begin behind; null for the beginning
     * @param backward whether to read from the end towards the beginning
     */
    public List<Membership> findMembers(
            UUID organizationId,
            Section section,
            MemberQuery query,
            @Nullable Cursor from,
            boolean backward,
            int limit) {
        Conditions where = new Conditions("m.organization.id = :organization").with("organization", organizationId);
        if (section.kind() == Kind.MEMBERS_BY_NAME) {
            where.and(NAMED).withRange("name", User.nameKey(query.prefix()));
        }
        if (section.kind() == Kind.MEMBERS_BY_ADDRESS) {
            where.and("m.emailKey >= :email and m.emailKey < :emailEnd and not (" + NAMED + ")")
                    .withRange("email", EmailAddress.key(query.prefix()))
                    .withRange("name", User.nameKey(query.prefix()));
        }
        if (section.role() != null) {
            where.and("m.role = :role").with("role", section.role());
        }
        String key = switch (section.order(query)) {
            case NAME, ROLE -> "m.nameKey";
            case EMAIL -> "m.emailKey";
            case CREATED_AT -> "m.createdAt";
        };
        return where.page("m", "Membership m", key, from, backward, Membership.class, limit);
    }

    /** Open invitations, as {@link #findMembers}. */
    public List<Invitation> findInvitations(
            UUID organizationId,
            @Nullable Role role,
            MemberQuery query,
            @Nullable Cursor from,
            boolean backward,
            int limit,
            Instant now) {
        Conditions where = new Conditions("i.organization.id = :organization and i.openEmail is not null")
                .with("organization", organizationId);
        if (!query.prefix().isEmpty()) {
            where.and("i.openEmail >= :email and i.openEmail < :emailEnd")
                    .withRange("email", EmailAddress.key(query.prefix()));
        }
        if (role != null) {
            where.and("i.role = :role").with("role", role);
        }
        if (query.status() != null) {
            where.and(query.status() == MemberStatus.EXPIRED ? "i.expiresAt <= :now" : "i.expiresAt > :now")
                    .with("now", now);
        }
        String key = query.sort() == Sort.CREATED_AT ? "i.createdAt" : "i.openEmail";
        return where.page(
                "i", "Invitation i left join fetch i.invitedBy", key, from, backward, Invitation.class, limit);
    }

    /**
     * Whose membership this is; empty where the organization has none of this id. Brings no membership into the
     * transaction: who changes one has to read it behind the organization's lock.
     */
    public Optional<UUID> findUser(UUID organizationId, UUID membershipId) {
        return em.createQuery(
                        "select m.userId from Membership m where m.organization.id = :organization and m.id = :id",
                        UUID.class)
                .setParameter("organization", organizationId)
                .setParameter("id", membershipId)
                .getResultStream()
                .findFirst();
    }

    /** How many members an organization has; of more than so many, so many: counted in an index, where its rows lie together. */
    public long countMembers(UUID organizationId, int most) {
        Number count = (Number) em.createNativeQuery("""
                        select count(*) from (
                          select 1 from membership where organization_id = cast(?1 as uuid) order by name_key limit ?2) counted""")
                .setParameter(1, organizationId.toString())
                .setParameter(2, most)
                .getSingleResult();
        return count.longValue();
    }

    /** The only owner's membership; empty where there are several. */
    public Optional<UUID> findLastOwner(UUID organizationId) {
        List<UUID> owners = em.createQuery(
                        "select m.id from Membership m where m.organization.id = :organization and m.role = :owner",
                        UUID.class)
                .setParameter("organization", organizationId)
                .setParameter("owner", Role.OWNER)
                .setMaxResults(2)
                .getResultList();
        return owners.size() == 1 ? Optional.of(owners.get(0)) : Optional.empty();
    }

    /** A query's conditions with their values, and the keyset page they end in. */
    private final class Conditions {

        private final List<String> conditions = new ArrayList<>();
        private final Map<String, Object> values = new HashMap<>();

        Conditions(String first) {
            conditions.add(first);
        }

        Conditions and(String condition) {
            conditions.add(condition);
            return this;
        }

        Conditions with(String name, Object value) {
            values.put(name, value);
            return this;
        }

        Conditions withRange(String name, String prefix) {
            return with(name, prefix).with(name + "End", Paging.endOf(prefix));
        }

        <T> List<T> page(
                String alias,
                String entity,
                String key,
                @Nullable Cursor from,
                boolean backward,
                Class<T> type,
                int limit) {
            String id = alias + ".id";
            if (from != null) {
                String beyond = backward ? "<" : ">";
                and("SQL('(?, ?) %3$s (?, ?)', %1$s, %2$s, :key, :id)".formatted(key, id, beyond));
                with("key", from.value()).with("id", from.id());
            }
            String direction = backward ? " desc" : "";
            TypedQuery<T> query = em.createQuery(
                    "select %s from %s where %s order by %s%s, %s%s"
                            .formatted(alias, entity, String.join(" and ", conditions), key, direction, id, direction),
                    type);
            values.forEach(query::setParameter);
            return query.setMaxResults(limit).getResultList();
        }
    }
}
