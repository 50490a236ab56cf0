package org.gatehouse.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.UUID;

@ApplicationScoped
public class AuditRepository {

    @PersistenceContext
    EntityManager em;

    public void add(AuditEvent event) {
        em.persist(event);
    }

    /** What happened in an organization, the latest first. */
    public List<AuditEvent> findLatest(UUID organizationId, int limit) {
        return em.createQuery(
                        "select e from AuditEvent e where e.organizationId = :organization order by e.at desc, e.id desc",
                        AuditEvent.class)
                .setParameter("organization", organizationId)
                .setMaxResults(limit)
                .getResultList();
    }
}
