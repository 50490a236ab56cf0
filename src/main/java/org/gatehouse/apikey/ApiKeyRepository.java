package org.gatehouse.apikey;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.access.PrefixedSecret;

@ApplicationScoped
public class ApiKeyRepository {

    @PersistenceContext
    EntityManager em;

    public void add(ApiKey key) {
        em.persist(key);
    }

    public Optional<ApiKey> find(PrefixedSecret secret) {
        return em.createQuery("select k from ApiKey k where k.hash = :hash", ApiKey.class)
                .setParameter("hash", secret.whole().hash())
                .getResultStream()
                .findFirst();
    }

    public Optional<ApiKey> find(UUID organizationId, UUID id) {
        return em.createQuery(
                        "select k from ApiKey k where k.organization.id = :organization and k.id = :id", ApiKey.class)
                .setParameter("organization", organizationId)
                .setParameter("id", id)
                .getResultStream()
                .findFirst();
    }

    /** An organization's keys, the oldest first. */
    public List<ApiKey> findAllOf(UUID organizationId) {
        return em.createQuery("""
                        select k from ApiKey k left join fetch k.createdBy
                        where k.organization.id = :organization order by k.createdAt, k.id""", ApiKey.class)
                .setParameter("organization", organizationId)
                .getResultList();
    }

    /** Notes that a key was used, unless that was noted just before. */
    public void noteUse(ApiKey key, Instant now) {
        if (key.isUsedAnew(now)) {
            em.createQuery("update ApiKey k set k.lastUsedAt = :now where k.id = :id")
                    .setParameter("now", now)
                    .setParameter("id", key.getId())
                    .executeUpdate();
        }
    }

    public void remove(ApiKey key) {
        em.remove(key);
    }
}
