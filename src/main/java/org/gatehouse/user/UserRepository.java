package org.gatehouse.user;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.mail.EmailAddress;
import org.gatehouse.paging.Paging;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
public class UserRepository {

    @PersistenceContext
    EntityManager em;

    /**
     * Adds a user unless there is one of this issuer and subject: two first sign-ins at once add one.
     *
     * @return whether it was added
     */
    public boolean addIfAbsent(Identity identity, Instant now) {
        return em.createNativeQuery("""
                                insert into app_user
                                  (id, issuer, subject, email, email_key, email_verified, name, created_at, last_sign_in_at)
                                values (?1, ?2, ?3, ?4, ?8, ?5, ?6, ?7, ?7)
                                on conflict do nothing""")
                        .setParameter(1, UUID.randomUUID())
                        .setParameter(2, identity.issuer())
                        .setParameter(3, identity.subject())
                        .setParameter(4, identity.email())
                        .setParameter(5, identity.emailVerified())
                        .setParameter(6, identity.name())
                        .setParameter(7, Timestamp.from(now))
                        .setParameter(8, identity.email() == null ? "" : EmailAddress.key(identity.email()))
                        .executeUpdate()
                == 1;
    }

    public Optional<User> find(String issuer, String subject) {
        return query(issuer, subject).getResultStream().findFirst();
    }

    /** The user of this issuer and subject, kept from other transactions until this one ends. */
    public Optional<User> findLocked(String issuer, String subject) {
        return query(issuer, subject)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultStream()
                .findFirst();
    }

    public boolean exists(String issuer, String subject) {
        return !em.createQuery("select u.id from User u where u.issuer = :issuer and u.subject = :subject", UUID.class)
                .setParameter("issuer", issuer)
                .setParameter("subject", subject)
                .getResultList()
                .isEmpty();
    }

    /** Users of an issuer that vouches for this address, kept from other transactions until this one ends. */
    public List<User> lockVerified(String issuer, String emailKey) {
        return em.createQuery(
                        "select u from User u where u.issuer = :issuer and u.emailKey = :email and u.emailVerified = true"
                                + " order by u.id",
                        User.class)
                .setParameter("issuer", issuer)
                .setParameter("email", emailKey)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList();
    }

    /** The user, kept from other transactions until this one ends, which can then give them nothing new. */
    public Optional<User> lock(UUID id) {
        return Optional.ofNullable(em.find(User.class, id, LockModeType.PESSIMISTIC_WRITE));
    }

    /**
     * Users by address, those without one first.
     *
     * @param prefix what the address begins with, as it is compared; empty for any
     * @param after the last one that is known already; null for the first part
     */
    public List<User> list(String prefix, @Nullable Place after, int limit) {
        TypedQuery<User> query = em.createQuery(
                        "select u from User u where u.emailKey >= :prefix and u.emailKey < :end"
                                + (after == null
                                        ? ""
                                        : " and u.emailKey >= :email and (u.emailKey > :email or u.id > :id)")
                                + " order by u.emailKey, u.id",
                        User.class)
                .setParameter("prefix", prefix)
                .setParameter("end", Paging.endOf(prefix))
                .setMaxResults(limit);
        if (after != null) {
            query.setParameter("email", after.emailKey()).setParameter("id", after.id());
        }
        return query.getResultList();
    }

    /** With their sessions and memberships. */
    public void remove(User user) {
        em.remove(user);
    }

    public Optional<User> find(UUID id) {
        return Optional.ofNullable(em.find(User.class, id));
    }

    private TypedQuery<User> query(String issuer, String subject) {
        return em.createQuery("select u from User u where u.issuer = :issuer and u.subject = :subject", User.class)
                .setParameter("issuer", issuer)
                .setParameter("subject", subject);
    }

    /** Where somebody stands in the list. */
    public record Place(String emailKey, UUID id) {}
}
