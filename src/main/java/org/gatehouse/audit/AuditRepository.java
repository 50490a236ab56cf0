package org.gatehouse.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
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

    /** What happened there before an event, the latest first. */
    public List<AuditEvent> findBefore(UUID organizationId, Instant at, UUID id, int limit) {
        return em.createQuery("""
                        select e from AuditEvent e
                        where e.organizationId = :organization and e.at <= :at and (e.at < :at or e.id < :id)
                        order by e.at desc, e.id desc""", AuditEvent.class)
                .setParameter("organization", organizationId)
                .setParameter("at", at)
                .setParameter("id", id)
                .setMaxResults(limit)
                .getResultList();
    }

    /** @return how many events had happened before then, and are removed */
    public int removeBefore(Instant then) {
        return em.createQuery("delete from AuditEvent e where e.at < :then")
                .setParameter("then", then)
                .executeUpdate();
    }

    /** What somebody did, or had done to the address that is theirs, the oldest first. */
    public List<AuditEvent> findAbout(UUID actorId, String email) {
        return em.createQuery("""
                        select e from AuditEvent e where e.actorId = :actor or e.subject = :email
                        order by e.at, e.id""", AuditEvent.class)
                .setParameter("actor", actorId)
                .setParameter("email", email)
                .getResultList();
    }
}
