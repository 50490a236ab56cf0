package org.gatehouse.session;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
public class UserSessionRepository {

    @PersistenceContext
    EntityManager em;

    public void add(UserSession session) {
        em.persist(session);
    }

    /** The session with its user, unless it ended or expired. */
    public Optional<UserSession> findLive(UUID id, Instant now) {
        return em.createQuery("""
                        select s from UserSession s join fetch s.user
                        where s.id = :id and s.endedAt is null and s.expiresAt > :now and s.user.disabledAt is null""", UserSession.class)
                .setParameter("id", id)
                .setParameter("now", now)
                .getResultStream()
                .findFirst();
    }

    /** A user's sessions, the ended ones that are still kept included, the oldest first. */
    public List<UserSession> findAllOf(UUID userId) {
        return em.createQuery(
                        "select s from UserSession s where s.user.id = :user order by s.createdAt, s.id",
                        UserSession.class)
                .setParameter("user", userId)
                .getResultList();
    }

    /** Ends all sessions of a user. */
    public void endAllOf(UUID userId, Instant now) {
        em.createQuery("""
                        update UserSession s set s.endedAt = :now, s.idToken = null
                        where s.user.id = :user and s.endedAt is null and s.expiresAt > :now""")
                .setParameter("user", userId)
                .setParameter("now", now)
                .executeUpdate();
    }

    /** Forgets the provider's tokens of sessions that have expired. */
    public void forgetExpiredTokens(Instant now) {
        em.createQuery("update UserSession s set s.idToken = null where s.expiresAt <= :now and s.idToken is not null")
                .setParameter("now", now)
                .executeUpdate();
    }

    /** @return how many sessions had ended or expired by then, and are removed */
    public int removeEndedBefore(Instant then) {
        return em.createQuery("delete from UserSession s where s.expiresAt < :then or s.endedAt < :then")
                .setParameter("then", then)
                .executeUpdate();
    }
}
