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
        return em.createQuery(
                        "select s from UserSession s join fetch s.user where s.id = :id and s.expiresAt > :now"
                                + " and s.user.disabledAt is null",
                        UserSession.class)
                .setParameter("id", id)
                .setParameter("now", now)
                .getResultStream()
                .findFirst();
    }

    /** A user's sessions that have not ended, the oldest first. */
    public List<UserSession> findAllOf(UUID userId) {
        return em.createQuery(
                        "select s from UserSession s where s.user.id = :user order by s.createdAt, s.id",
                        UserSession.class)
                .setParameter("user", userId)
                .getResultList();
    }

    public void remove(UserSession session) {
        em.remove(session);
    }

    public void removeExpired(Instant now) {
        em.createQuery("delete from UserSession s where s.expiresAt <= :now")
                .setParameter("now", now)
                .executeUpdate();
    }
}
