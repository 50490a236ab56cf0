package org.gatehouse.organization;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
public class OwnershipTransferRepository {

    @PersistenceContext
    EntityManager em;

    public void add(OwnershipTransfer transfer) {
        em.persist(transfer);
    }

    public void remove(OwnershipTransfer transfer) {
        em.remove(transfer);
    }

    /** An organization's offer, expired or not. */
    public Optional<OwnershipTransfer> find(UUID organizationId) {
        return em.createQuery("""
                        select t from OwnershipTransfer t join fetch t.giver join fetch t.receiver
                        where t.organizationId = :organization""", OwnershipTransfer.class)
                .setParameter("organization", organizationId)
                .getResultStream()
                .findFirst();
    }

    /** The offers that wait for a user, the oldest first. */
    public List<OwnershipTransfer> findOpenTo(UUID userId, Instant now) {
        return em.createQuery("""
                        select t from OwnershipTransfer t
                        join fetch t.giver join fetch t.receiver r join fetch r.organization
                        where r.userId = :user and t.expiresAt > :now
                        order by t.createdAt, t.organizationId""", OwnershipTransfer.class)
                .setParameter("user", userId)
                .setParameter("now", now)
                .getResultList();
    }

    public void removeOfferedBy(Membership giver) {
        em.createQuery("delete from OwnershipTransfer t where t.giver = :giver")
                .setParameter("giver", giver)
                .executeUpdate();
    }

    /** Makes room for another offer where nobody answered the last in time. */
    public void removeExpired(UUID organizationId, Instant now) {
        em.createQuery("delete from OwnershipTransfer t where t.organizationId = :organization and t.expiresAt <= :now")
                .setParameter("organization", organizationId)
                .setParameter("now", now)
                .executeUpdate();
    }
}
