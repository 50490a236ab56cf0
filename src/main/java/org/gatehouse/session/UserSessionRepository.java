package org.gatehouse.session;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.cache.Change;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
public class UserSessionRepository {

    private static final String LIVE = " and s.endedAt is null and s.expiresAt > :now and s.lastSeenAt > :idleSince";
    private static final String NOT_ENDED = " and s.endedAt is null and s.expiresAt > :now";

    @PersistenceContext
    EntityManager em;

    public void add(UserSession session) {
        em.persist(session);
    }

    /**
     * The session with its user, if it has one, unless it ended or expired, or was last seen before {@code idleSince}, or its user is
     * disabled.
     */
    public Optional<UserSession> findLive(UUID id, Instant now, Instant idleSince) {
        return em.createQuery(
                        "select s from UserSession s left join fetch s.user u where s.id = :id and u.disabledAt is null"
                                + LIVE,
                        UserSession.class)
                .setParameter("id", id)
                .setParameter("now", now)
                .setParameter("idleSince", idleSince)
                .getResultStream()
                .findFirst();
    }

    /** A user's live sessions, the newest first. */
    public List<UserSession> findLiveOf(UUID userId, Instant now, Instant idleSince) {
        return em.createQuery(
                        "select s from UserSession s where s.user.id = :user" + LIVE
                                + " order by s.createdAt desc, s.id",
                        UserSession.class)
                .setParameter("user", userId)
                .setParameter("now", now)
                .setParameter("idleSince", idleSince)
                .getResultList();
    }

    /** A user's sessions that were not ended and have not expired, idle ones included, with the user. */
    public List<UserSession> findNotEndedOf(UUID userId, Instant now) {
        return em.createQuery(
                        "select s from UserSession s join fetch s.user where s.user.id = :user" + NOT_ENDED,
                        UserSession.class)
                .setParameter("user", userId)
                .setParameter("now", now)
                .getResultList();
    }

    /** A user's sessions, the ended ones that are still kept included, the oldest first. */
    public List<UserSession> findAllOf(UUID userId) {
        return em.createQuery(
                        "select s from UserSession s where s.user.id = :user order by s.createdAt, s.id",
                        UserSession.class)
                .setParameter("user", userId)
                .getResultList();
    }

    /** The sessions behind which this session of the issuer stands, with their users. */
    public List<UserSession> findByProviderSession(String issuer, String providerSessionId, Instant now) {
        return findOfIssuer("s.providerSessionId = :value", issuer, providerSessionId, now);
    }

    /** The sessions of this user of the issuer of which it is not known which of the provider's stands behind them. */
    public List<UserSession> findWithoutProviderSession(String issuer, String subject, Instant now) {
        return findOfIssuer("s.providerSessionId is null and s.user.subject = :value", issuer, subject, now);
    }

    /** The sessions of this user of the issuer, with the user. */
    public List<UserSession> findBySubject(String issuer, String subject, Instant now) {
        return findOfIssuer("s.user.subject = :value", issuer, subject, now);
    }

    private List<UserSession> findOfIssuer(String condition, String issuer, String value, Instant now) {
        return em.createQuery(
                        "select s from UserSession s join fetch s.user where s.user.issuer = :issuer and " + condition
                                + NOT_ENDED,
                        UserSession.class)
                .setParameter("issuer", issuer)
                .setParameter("value", value)
                .setParameter("now", now)
                .getResultList();
    }

    /**
     * Notes that a session is in use, unless that was noted since {@code before}. Requests that come together do not wait
     * for each other: the first notes it, the others pass by.
     */
    public void noteUse(UUID id, @Nullable String address, Instant now, Instant before) {
        em.createNativeQuery("""
                        update user_session set last_seen_at = ?1, address = coalesce(?2, address) where id in (
                          select id from user_session where id = cast(?3 as uuid) and last_seen_at < ?4
                          for update skip locked)""")
                .setParameter(1, Timestamp.from(now))
                .setParameter(2, address)
                .setParameter(3, id.toString())
                .setParameter(4, Timestamp.from(before))
                .executeUpdate();
    }

    /**
     * Ends all sessions of a user.
     *
     * @param spared the one that goes on; null for none
     */
    public void endAllOf(UUID userId, @Nullable UUID spared, Instant now) {
        Query update = em.createQuery(
                        "update UserSession s set s.endedAt = :now, s.idToken = null where s.user.id = :user"
                                + (spared == null ? "" : " and s.id <> :spared") + NOT_ENDED)
                .setParameter("user", userId)
                .setParameter("now", now);
        if (spared != null) {
            update.setParameter("spared", spared);
        }
        update.executeUpdate();
        new Change(Change.Kind.USER, userId).tell();
    }

    /** Forgets the provider's tokens of sessions that have expired or are idle. */
    public void forgetTokensOfOver(Instant now, Instant idleSince) {
        em.createQuery("""
                        update UserSession s set s.idToken = null
                        where s.idToken is not null and (s.expiresAt <= :now or s.lastSeenAt <= :idleSince)""")
                .setParameter("now", now)
                .setParameter("idleSince", idleSince)
                .executeUpdate();
    }

    /** @return how many sessions had ended or expired by then, and are removed */
    public int removeEndedBefore(Instant then) {
        return em.createQuery("delete from UserSession s where s.expiresAt < :then or s.endedAt < :then")
                .setParameter("then", then)
                .executeUpdate();
    }
}
