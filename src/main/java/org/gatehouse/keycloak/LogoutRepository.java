package org.gatehouse.keycloak;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

@ApplicationScoped
public class LogoutRepository {

    @PersistenceContext
    EntityManager em;

    /** One that is there already stays as it is. */
    void add(String sessionId, Instant now) {
        em.createNativeQuery("""
                        insert into keycloak_logout (session_id, created_at, due_at, attempts) values (?1, ?2, ?2, 0)
                        on conflict do nothing""")
                .setParameter(1, sessionId)
                .setParameter(2, Timestamp.from(now))
                .executeUpdate();
    }

    /** The next that is due, kept for this transaction; others pass it by. */
    Optional<Logout> lockNext(Instant now) {
        List<?> ids =
                em.createNativeQuery("""
                        select session_id from keycloak_logout where due_at <= ?1
                        order by due_at limit 1 for update skip locked""").setParameter(1, Timestamp.from(now)).getResultList();
        return ids.stream().flatMap(id -> lock(String.valueOf(id)).stream()).findFirst();
    }

    Optional<Logout> lock(String sessionId) {
        return Optional.ofNullable(em.find(Logout.class, sessionId, LockModeType.PESSIMISTIC_WRITE));
    }

    void remove(Logout logout) {
        em.remove(logout);
    }
}
