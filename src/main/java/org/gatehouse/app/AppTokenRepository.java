package org.gatehouse.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.access.KeptSecret;
import org.gatehouse.access.PrefixedSecret;

@ApplicationScoped
public class AppTokenRepository {

    private static final String WITH_APP = "select t from AppToken t join fetch t.app";

    @PersistenceContext
    EntityManager em;

    public void add(AppToken token) {
        em.persist(token);
    }

    public Optional<AppToken> find(PrefixedSecret secret) {
        return findBy("t.hash", secret.whole().hash());
    }

    /** The token as long as it has this secret. */
    public Optional<AppToken> findBySecretId(UUID secretId) {
        return findBy("t.secretId", secretId);
    }

    /** An application's tokens, the oldest first. */
    public List<AppToken> findAllOf(UUID appId) {
        return em.createQuery(WITH_APP + " where t.app.id = :app order by t.createdAt, t.id", AppToken.class)
                .setParameter("app", appId)
                .getResultList();
    }

    public List<AppToken> findAll() {
        return em.createQuery(WITH_APP, AppToken.class).getResultList();
    }

    /**
     * Notes that a token is in use, unless that was noted just before. Requests that come together do not wait for each
     * other: the first notes it, the others pass by.
     */
    public void noteUse(UUID id, Instant now) {
        em.createNativeQuery("""
                        update app_token set last_used_at = ?1 where id in (
                          select id from app_token
                          where id = cast(?2 as uuid) and (last_used_at is null or last_used_at < ?3)
                          for update skip locked)""")
                .setParameter(1, Timestamp.from(now))
                .setParameter(2, id.toString())
                .setParameter(3, Timestamp.from(now.minus(KeptSecret.USE_GRAIN)))
                .executeUpdate();
    }

    public void remove(AppToken token) {
        em.remove(token);
    }

    private Optional<AppToken> findBy(String field, Object value) {
        return em.createQuery(WITH_APP + " where " + field + " = :value", AppToken.class)
                .setParameter("value", value)
                .getResultStream()
                .findFirst();
    }
}
