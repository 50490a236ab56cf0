package org.gatehouse.invitation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.access.Secret;
import org.gatehouse.mail.EmailAddress;
import org.gatehouse.user.User;

@ApplicationScoped
public class InvitationRepository {

    @PersistenceContext
    EntityManager em;

    public void add(Invitation invitation) {
        em.persist(invitation);
    }

    /** Writes what changed now: the database is to see an address given up before it is invited anew. */
    public void save() {
        em.flush();
    }

    public Optional<Invitation> findOpen(UUID organizationId, String emailKey) {
        return em.createQuery(
                        "select i from Invitation i where i.organization.id = :organization and i.openEmail = :email",
                        Invitation.class)
                .setParameter("organization", organizationId)
                .setParameter("email", emailKey)
                .getResultStream()
                .findFirst();
    }

    /** An organization's open invitation, expired or not. */
    public Optional<Invitation> findOpen(UUID organizationId, UUID id) {
        return em.createQuery("""
                        select i from Invitation i
                        where i.organization.id = :organization and i.id = :id and i.openEmail is not null""", Invitation.class)
                .setParameter("organization", organizationId)
                .setParameter("id", id)
                .getResultStream()
                .findFirst();
    }

    /** How many open invitations an organization has, expired ones included; of more than so many, so many. */
    public long countOpen(UUID organizationId, int most) {
        Number count = (Number) em.createNativeQuery("""
                        select count(*) from (
                          select 1 from invitation where organization_id = cast(?1 as uuid) and open_email is not null
                          order by open_email limit ?2) counted""")
                .setParameter(1, organizationId.toString())
                .setParameter(2, most)
                .getSingleResult();
        return count.longValue();
    }

    /** The invitations that wait for this address, the oldest first. */
    public List<Invitation> findPending(String emailKey, Instant now) {
        return em.createQuery("""
                        select i from Invitation i join fetch i.organization left join fetch i.invitedBy
                        where i.openEmail = :email and i.expiresAt > :now order by i.createdAt, i.id""", Invitation.class)
                .setParameter("email", emailKey)
                .setParameter("now", now)
                .getResultList();
    }

    public Optional<Invitation> findByToken(Secret token) {
        return em.createQuery("""
                        select i from Invitation i join fetch i.organization left join fetch i.invitedBy
                        where i.tokenHash = :hash""", Invitation.class)
                .setParameter("hash", token.hash())
                .getResultStream()
                .findFirst();
    }

    public Optional<Invitation> lock(UUID id) {
        return Optional.ofNullable(em.find(Invitation.class, id, LockModeType.PESSIMISTIC_WRITE));
    }

    /** Keeps an invitation from other transactions until this one ends, and reads how it stands now. */
    public void lock(Invitation invitation) {
        em.refresh(invitation, LockModeType.PESSIMISTIC_WRITE);
    }

    /**
     * Makes a user the member that every pending invitation for their verified address says, in one statement,
     * whatever their number. Where they are a member already, they stay what they are.
     *
     * @return how many organizations they joined
     */
    public int claim(User user, String verifiedEmail, Instant now) {
        user.change().tell();
        return em.createNativeQuery("""
                        insert into membership
                          (id, organization_id, user_id, role, name, name_key, email, email_key, created_at)
                        select id, organization_id, cast(?1 as uuid), role, ?2, ?3, ?4, open_email, ?5
                        from invitation where open_email = ?6 and expires_at > ?5
                        on conflict do nothing""")
                .setParameter(1, user.getId().toString())
                .setParameter(2, user.getName())
                .setParameter(3, User.nameKey(user.getName()))
                .setParameter(4, verifiedEmail)
                .setParameter(5, Timestamp.from(now))
                .setParameter(6, EmailAddress.key(verifiedEmail))
                .executeUpdate();
    }

    /** Whether there are open invitations for an address, expired or not. */
    public boolean hasOpen(String emailKey) {
        return !em.createNativeQuery("select 1 from invitation where open_email = ?1")
                .setParameter(1, emailKey)
                .setMaxResults(1)
                .getResultList()
                .isEmpty();
    }

    /**
     * Whether there are open invitations for an address, which are then kept from other transactions until this one ends: whoever
     * revokes or accepts one of them, or deletes its organization, at this moment comes before or after, not in between.
     * Organizations come first, as everywhere.
     */
    public boolean lockOpen(String emailKey) {
        List<?> organizations =
                em.createNativeQuery("""
                        select cast(id as varchar) from organization
                        where id in (select organization_id from invitation where open_email = ?1) order by id for update""").setParameter(1, emailKey).getResultList();
        if (organizations.isEmpty()) {
            return false;
        }
        em.createNativeQuery("select cast(id as varchar) from invitation where open_email = ?1 order by id for update")
                .setParameter(1, emailKey)
                .getResultList();
        return true;
    }

    /**
     * Closes the pending invitations for an address in whose organizations the user is a member now. {@code is true} has PostgreSQL
     * hash what is in the brackets: as a join it would, taking one address for one row, go through all of it for each invitation.
     */
    public void closeClaimed(User user, String verifiedEmail, Instant now) {
        em.createNativeQuery("""
                        insert into audit_event (organization_id, actor_id, actor, action, subject, detail, at)
                        select organization_id, user_id, coalesce(email, name), 'invitation_accepted', email_key, role, ?3
                        from membership where user_id = cast(?1 as uuid) and (id in (
                          select id from invitation where open_email = ?2 and expires_at > ?3)) is true""")
                .setParameter(1, user.getId().toString())
                .setParameter(2, EmailAddress.key(verifiedEmail))
                .setParameter(3, Timestamp.from(now))
                .executeUpdate();
        em.createNativeQuery("""
                        update invitation set status = 'ACCEPTED', open_email = null, next_delivery_at = null
                        where open_email = ?2 and expires_at > ?3 and (organization_id in (
                          select organization_id from membership where user_id = cast(?1 as uuid))) is true""")
                .setParameter(1, user.getId().toString())
                .setParameter(2, EmailAddress.key(verifiedEmail))
                .setParameter(3, Timestamp.from(now))
                .executeUpdate();
    }

    /** The next invitation whose mail is due, kept for this transaction; others pass it by. */
    public Optional<Invitation> lockNextDelivery(Instant now) {
        List<?> ids =
                em.createNativeQuery("""
                        select cast(id as varchar) from invitation where next_delivery_at <= ?1 and expires_at > ?1
                        order by next_delivery_at limit 1 for update skip locked""").setParameter(1, Timestamp.from(now)).getResultList();
        return ids.stream()
                .map(id -> em.find(Invitation.class, UUID.fromString(String.valueOf(id))))
                .findFirst();
    }

    /** How many invitations of the instance wait for their mail to be sent. */
    public long countWaiting(Instant now) {
        return em.createQuery(
                        "select count(i) from Invitation i where i.nextDeliveryAt is not null and i.expiresAt > :now",
                        Long.class)
                .setParameter("now", now)
                .getSingleResult();
    }

    /** When the mail is due that waits longest. */
    public Optional<Instant> findFirstDue(Instant now) {
        return em.createQuery(
                        "select i.nextDeliveryAt from Invitation i where i.nextDeliveryAt is not null and i.expiresAt > :now order by i.nextDeliveryAt",
                        Instant.class)
                .setParameter("now", now)
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
    }

    /** How many open invitations of the instance the mail server has refused. */
    public long countFailed() {
        return em.createQuery(
                        "select count(i) from Invitation i where i.delivery = :failed and i.openEmail is not null",
                        Long.class)
                .setParameter("failed", Delivery.FAILED)
                .getSingleResult();
    }
}
