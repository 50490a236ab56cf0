package org.gatehouse.link;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.access.Secret;

@ApplicationScoped
public class InvitationLinkRepository {

    @PersistenceContext
    EntityManager em;

    public void add(InvitationLink link) {
        em.persist(link);
    }

    /** The links of an organization by which people can join, the oldest first. */
    public List<InvitationLink> findLive(UUID organizationId, Instant now) {
        return em.createQuery("""
                        select l from InvitationLink l left join fetch l.createdBy
                        where l.organization.id = :organization and l.endedAt is null and l.expiresAt > :now
                        order by l.createdAt, l.id""", InvitationLink.class)
                .setParameter("organization", organizationId)
                .setParameter("now", now)
                .getResultList();
    }

    public Optional<InvitationLink> findLive(UUID organizationId, UUID id, Instant now) {
        return em.createQuery("""
                        select l from InvitationLink l
                        where l.organization.id = :organization and l.id = :id
                          and l.endedAt is null and l.expiresAt > :now""", InvitationLink.class)
                .setParameter("organization", organizationId)
                .setParameter("id", id)
                .setParameter("now", now)
                .getResultStream()
                .findFirst();
    }

    /** The link of this token, live or not. */
    public Optional<InvitationLink> findByToken(Secret token) {
        return em.createQuery("""
                        select l from InvitationLink l join fetch l.organization left join fetch l.createdBy
                        where l.tokenHash = :hash""", InvitationLink.class)
                .setParameter("hash", token.hash())
                .getResultStream()
                .findFirst();
    }

    /** Reads how a link stands now that its organization's row is held. */
    public void refresh(InvitationLink link) {
        em.refresh(link);
    }
}
