package org.gatehouse.idempotency;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;

@ApplicationScoped
public class IdempotentRequestRepository {

    @PersistenceContext
    EntityManager em;

    /** @return whether there was none of this id */
    public boolean addIfAbsent(String id, String fingerprint, Instant now) {
        return em.createNativeQuery("""
                                insert into idempotent_request (id, fingerprint, begun_at) values (?1, ?2, ?3)
                                on conflict do nothing""")
                        .setParameter(1, id)
                        .setParameter(2, fingerprint)
                        .setParameter(3, Timestamp.from(now))
                        .executeUpdate()
                == 1;
    }

    /** The request, kept from other transactions until this one ends. */
    public Optional<IdempotentRequest> lock(String id) {
        return Optional.ofNullable(em.find(IdempotentRequest.class, id, LockModeType.PESSIMISTIC_WRITE));
    }

    public void remove(IdempotentRequest request) {
        em.remove(request);
    }

    public void removeBegunBefore(Instant then) {
        em.createQuery("delete from IdempotentRequest r where r.begunAt < :then")
                .setParameter("then", then)
                .executeUpdate();
    }
}
