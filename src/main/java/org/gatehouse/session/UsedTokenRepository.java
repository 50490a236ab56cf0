package org.gatehouse.session;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Timestamp;
import java.time.Instant;

/** Which tokens that count once have been used, by their hash. */
@ApplicationScoped
public class UsedTokenRepository {

    @PersistenceContext
    EntityManager em;

    /** @return whether it is new: of many that come at once, one is */
    public boolean add(String hash, Instant expiresAt) {
        return em.createNativeQuery("insert into used_token (id, expires_at) values (?1, ?2) on conflict do nothing")
                        .setParameter(1, hash)
                        .setParameter(2, Timestamp.from(expiresAt))
                        .executeUpdate()
                == 1;
    }

    public void removeExpired(Instant now) {
        em.createNativeQuery("delete from used_token where expires_at <= ?1")
                .setParameter(1, Timestamp.from(now))
                .executeUpdate();
    }
}
