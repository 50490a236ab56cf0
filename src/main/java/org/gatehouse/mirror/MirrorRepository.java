package org.gatehouse.mirror;

import static java.util.stream.Collectors.joining;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.keycloak.representations.idm.MemberRepresentation;

@ApplicationScoped
public class MirrorRepository {

    @PersistenceContext
    EntityManager em;

    /** The organization itself has changed. */
    public void noteOrganization(UUID organizationId, Instant now) {
        em.createNativeQuery("insert into mirror_change (organization_id, created_at) values (cast(?1 as uuid), ?2)")
                .setParameter(1, organizationId.toString())
                .setParameter(2, Timestamp.from(now))
                .executeUpdate();
        know(organizationId, now);
    }

    /** Users of the realm, by their subject, may have joined or left it. */
    public void noteMembers(UUID organizationId, Collection<String> subjects, Instant now) {
        for (String subject : subjects) {
            em.createNativeQuery("""
                            insert into mirror_change (organization_id, subject, created_at)
                            values (cast(?1 as uuid), ?2, ?3)""")
                    .setParameter(1, organizationId.toString())
                    .setParameter(2, subject)
                    .setParameter(3, Timestamp.from(now))
                    .executeUpdate();
        }
        know(organizationId, now);
    }

    /** A user has joined or left it; it matters only if they are one of the issuer. */
    public void noteMember(UUID organizationId, UUID userId, String issuer, Instant now) {
        int noted = em.createNativeQuery("""
                        insert into mirror_change (organization_id, subject, created_at)
                        select cast(?1 as uuid), subject, ?2 from app_user where id = cast(?3 as uuid) and issuer = ?4""")
                .setParameter(1, organizationId.toString())
                .setParameter(2, Timestamp.from(now))
                .setParameter(3, userId.toString())
                .setParameter(4, issuer)
                .executeUpdate();
        if (noted > 0) {
            know(organizationId, now);
        }
    }

    /** A user of the issuer has joined some of the organizations that they belong to. */
    public void noteMemberEverywhere(UUID userId, String issuer, Instant now) {
        em.createNativeQuery("""
                        insert into mirror_change (organization_id, subject, created_at)
                        select m.organization_id, u.subject, ?1 from membership m join app_user u on u.id = m.user_id
                        where u.id = cast(?2 as uuid) and u.issuer = ?3""")
                .setParameter(1, Timestamp.from(now))
                .setParameter(2, userId.toString())
                .setParameter(3, issuer)
                .executeUpdate();
        em.createNativeQuery("""
                        insert into mirrored_organization (organization_id, attempts, next_attempt_at)
                        select m.organization_id, 0, ?1 from membership m join app_user u on u.id = m.user_id
                        where u.id = cast(?2 as uuid) and u.issuer = ?3 order by m.organization_id
                        on conflict do nothing""")
                .setParameter(1, Timestamp.from(now))
                .setParameter(2, userId.toString())
                .setParameter(3, issuer)
                .executeUpdate();
    }

    /** All users of the issuer who belong to it have to be members there. */
    public void noteAllMembers(UUID organizationId, String issuer, Instant now) {
        em.createNativeQuery("""
                        insert into mirror_change (organization_id, subject, created_at)
                        select m.organization_id, u.subject, ?1 from membership m join app_user u on u.id = m.user_id
                        where m.organization_id = cast(?2 as uuid) and u.issuer = ?3""")
                .setParameter(1, Timestamp.from(now))
                .setParameter(2, organizationId.toString())
                .setParameter(3, issuer)
                .executeUpdate();
    }

    /** Makes sure that there is a row for the organization. */
    public void know(UUID organizationId, Instant now) {
        em.createNativeQuery("""
                        insert into mirrored_organization (organization_id, attempts, next_attempt_at)
                        values (cast(?1 as uuid), 0, ?2) on conflict do nothing""")
                .setParameter(1, organizationId.toString())
                .setParameter(2, Timestamp.from(now))
                .executeUpdate();
    }

    /** An organization with changes at which nobody works, kept for this transaction; the one that has waited longest. */
    public Optional<MirroredOrganization> lockDue(Instant now) {
        List<?> ids =
                em.createNativeQuery("""
                        select cast(organization_id as varchar) from mirrored_organization where next_attempt_at <= ?1
                          and exists (select 1 from mirror_change c
                            where c.organization_id = mirrored_organization.organization_id)
                        order by next_attempt_at limit 1 for update skip locked""").setParameter(1, Timestamp.from(now)).getResultList();
        return ids.stream()
                .map(id -> em.find(MirroredOrganization.class, UUID.fromString(String.valueOf(id))))
                .findFirst();
    }

    public Optional<MirroredOrganization> lock(UUID organizationId) {
        return Optional.ofNullable(em.find(MirroredOrganization.class, organizationId, LockModeType.PESSIMISTIC_WRITE));
    }

    public Optional<MirroredOrganization> find(UUID organizationId) {
        return Optional.ofNullable(em.find(MirroredOrganization.class, organizationId));
    }

    /** The oldest changes of an organization. */
    public List<NotedChange> changes(UUID organizationId, int limit) {
        List<?> rows = em.createNativeQuery(
                        "select id, subject from mirror_change where organization_id = cast(?1 as uuid) order by id limit "
                                + limit)
                .setParameter(1, organizationId.toString())
                .getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(row -> new NotedChange(((Number) row[0]).longValue(), (String) row[1]))
                .toList();
    }

    /** Which of these belong to the organization. */
    public Set<String> findMembers(UUID organizationId, String issuer, Collection<String> subjects) {
        return subjects.isEmpty()
                ? Set.of()
                : new HashSet<>(em.createQuery("""
                                select u.subject from Membership m, User u
                                where m.organization.id = :organization and u.id = m.userId and u.issuer = :issuer
                                  and u.subject in :subjects""", String.class)
                        .setParameter("organization", organizationId)
                        .setParameter("issuer", issuer)
                        .setParameter("subjects", subjects)
                        .getResultList());
    }

    /** All members of the issuer, by their subject. */
    public List<Known> findAllMembers(UUID organizationId, String issuer) {
        return em.createQuery("""
                        select u.subject, m.email, m.name from Membership m, User u
                        where m.organization.id = :organization and u.id = m.userId and u.issuer = :issuer
                        order by u.subject""", Object[].class)
                .setParameter("organization", organizationId)
                .setParameter("issuer", issuer)
                .getResultStream()
                .map(row -> new Known((String) row[0], (String) (row[1] == null ? row[2] : row[1])))
                .toList();
    }

    /** Exactly those: one with a smaller number may become visible only now. */
    public void remove(Collection<NotedChange> done) {
        if (!done.isEmpty()) {
            em.createNativeQuery("delete from mirror_change where id in ("
                            + done.stream()
                                    .map(change -> Long.toString(change.id()))
                                    .collect(joining(", "))
                            + ")")
                    .executeUpdate();
        }
    }

    public void remove(MirroredOrganization gone) {
        em.createNativeQuery("delete from mirror_kept where organization_id = cast(?1 as uuid)")
                .setParameter(1, gone.getOrganizationId().toString())
                .executeUpdate();
        em.remove(gone);
    }

    public boolean hasChanges(UUID organizationId) {
        return !changes(organizationId, 1).isEmpty();
    }

    /** Of these members, or former members, exactly those stay there although they should not. */
    public void keep(UUID organizationId, Collection<String> subjects, Collection<Known> kept) {
        for (String subject : subjects) {
            em.createNativeQuery("delete from mirror_kept where organization_id = cast(?1 as uuid) and subject = ?2")
                    .setParameter(1, organizationId.toString())
                    .setParameter(2, subject)
                    .executeUpdate();
        }
        for (Known member : kept) {
            em.createNativeQuery("""
                            insert into mirror_kept (organization_id, subject, name) values (cast(?1 as uuid), ?2, ?3)
                            on conflict do nothing""")
                    .setParameter(1, organizationId.toString())
                    .setParameter(2, member.subject())
                    .setParameter(3, member.name())
                    .executeUpdate();
        }
    }

    /** What those are called who stay there. */
    public List<String> findKept(UUID organizationId) {
        List<?> names = em.createNativeQuery(
                        "select name from mirror_kept where organization_id = cast(?1 as uuid) order by name limit 20")
                .setParameter(1, organizationId.toString())
                .getResultList();
        return names.stream().map(String.class::cast).toList();
    }

    /** How many changes wait, and since when the oldest does. */
    public MirrorLag lag() {
        Object[] row = (Object[]) em.createNativeQuery("select count(*), min(created_at) from mirror_change")
                .getSingleResult();
        return new MirrorLag(((Number) row[0]).longValue(), instant(row[1]));
    }

    /** Those that wait, failed or keep somebody, those that failed first. */
    public List<MirroredOrganization> findUnsettled(int limit) {
        List<?> ids = em.createNativeQuery("""
                        select cast(organization_id as varchar) from mirrored_organization m
                        where attempts > 0
                          or exists (select 1 from mirror_change c where c.organization_id = m.organization_id)
                          or exists (select 1 from mirror_kept k where k.organization_id = m.organization_id)
                        order by attempts desc, organization_id limit\s""" + limit).getResultList();
        return ids.stream()
                .map(id -> em.find(MirroredOrganization.class, UUID.fromString(String.valueOf(id))))
                .toList();
    }

    public long countChanges(UUID organizationId) {
        return ((Number) em.createNativeQuery(
                                "select count(*) from mirror_change where organization_id = cast(?1 as uuid)")
                        .setParameter(1, organizationId.toString())
                        .getSingleResult())
                .longValue();
    }

    public long countMirrored() {
        return em.createQuery("select count(m) from MirroredOrganization m where m.keycloakId is not null", Long.class)
                .getSingleResult();
    }

    /** Which of Keycloak's organizations are one of ours. */
    public Set<String> findMapped(Collection<String> keycloakIds) {
        return keycloakIds.isEmpty()
                ? Set.of()
                : new HashSet<>(em.createQuery(
                                "select m.keycloakId from MirroredOrganization m where m.keycloakId in :ids",
                                String.class)
                        .setParameter("ids", keycloakIds)
                        .getResultList());
    }

    public Optional<MirroredOrganization> findByKeycloakId(String keycloakId) {
        return em.createQuery(
                        "select m from MirroredOrganization m where m.keycloakId = :id", MirroredOrganization.class)
                .setParameter("id", keycloakId)
                .getResultStream()
                .findFirst();
    }

    /** Of organizations that are deleted here and not there. */
    public List<MirroredOrganization> findDeleted(int limit) {
        return em.createQuery("""
                        select m from MirroredOrganization m where m.keycloakId is not null
                          and not exists (select 1 from Organization o where o.id = m.organizationId)
                        order by m.organizationId""", MirroredOrganization.class)
                .setMaxResults(limit)
                .getResultList();
    }

    private static @Nullable Instant instant(@Nullable Object time) {
        if (time instanceof Timestamp timestamp) {
            return timestamp.toInstant();
        }
        return time == null ? null : ((java.time.OffsetDateTime) time).toInstant();
    }

    /** A row of the outbox; without a subject it is the organization itself. */
    public record NotedChange(long id, @Nullable String subject) {}

    /** A user by their id at the provider, and what to call them. */
    public record Known(String subject, String name) {

        static Known of(MemberRepresentation member) {
            return new Known(member.getId(), member.getEmail() == null ? member.getUsername() : member.getEmail());
        }
    }
}
