package org.gatehouse.user;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

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
                                  (id, issuer, subject, email, email_verified, name, created_at, last_sign_in_at)
                                values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7)
                                on conflict do nothing""")
                        .setParameter(1, UUID.randomUUID())
                        .setParameter(2, identity.issuer())
                        .setParameter(3, identity.subject())
                        .setParameter(4, identity.email())
                        .setParameter(5, identity.emailVerified())
                        .setParameter(6, identity.name())
                        .setParameter(7, Timestamp.from(now))
                        .executeUpdate()
                == 1;
    }

    /** The user of this issuer and subject, kept from other transactions until this one ends. */
    public User lock(String issuer, String subject) {
        return em.createQuery("select u from User u where u.issuer = :issuer and u.subject = :subject", User.class)
                .setParameter("issuer", issuer)
                .setParameter("subject", subject)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getSingleResult();
    }

    /** The user, kept from other transactions until this one ends, which can then give them nothing new. */
    public Optional<User> lock(UUID id) {
        return Optional.ofNullable(em.find(User.class, id, LockModeType.PESSIMISTIC_WRITE));
    }

    /** With their sessions and memberships. */
    public void remove(User user) {
        em.remove(user);
    }

    public Optional<User> find(UUID id) {
        return Optional.ofNullable(em.find(User.class, id));
    }
}
