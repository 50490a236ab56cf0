package org.gatehouse.organization;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.TypedQuery;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.access.Role;
import org.gatehouse.paging.Paging;
import org.gatehouse.problem.NotFoundProblem;
import org.gatehouse.problem.UniqueViolation;

@ApplicationScoped
public class OrganizationRepository {

    @PersistenceContext
    EntityManager em;

    @Inject
    Event<OrganizationChange> changes;

    /**
     * Adds an organization unless its slug is taken, also by a transaction that has not ended.
     *
     * @return the organization, or empty where the slug is taken
     */
    public Optional<Organization> addUnlessTaken(String name, Slug slug, Instant now) {
        Organization organization = new Organization(name, slug, now);
        int added = em.createNativeQuery("""
                        insert into organization (id, name, slug, created_at) values (?1, ?2, ?3, ?4)
                        on conflict do nothing""")
                .setParameter(1, organization.getId())
                .setParameter(2, organization.getName())
                .setParameter(3, organization.getSlug())
                .setParameter(4, Timestamp.from(now))
                .executeUpdate();
        if (added == 0) {
            return Optional.empty();
        }
        tell(organization);
        return find(organization.getId());
    }

    public Optional<Organization> find(UUID id) {
        return Optional.ofNullable(em.find(Organization.class, id));
    }

    public Optional<Organization> findBySlug(String slug) {
        return em.createQuery("select o from Organization o where o.slug = :slug", Organization.class)
                .setParameter("slug", slug)
                .getResultStream()
                .findFirst();
    }

    /** Those of these slugs that are there, by id: who locks several of them does so in one order. */
    public List<UUID> findIdsBySlug(Collection<String> slugs) {
        return em.createQuery("select o.id from Organization o where o.slug in :slugs order by o.id", UUID.class)
                .setParameter("slugs", slugs)
                .getResultList();
    }

    /**
     * The organization, kept from other transactions until this one ends: owners are counted behind this lock.
     *
     * @throws NotFoundProblem if there is none
     */
    public Organization lock(UUID id) {
        Organization organization = em.find(Organization.class, id, LockModeType.PESSIMISTIC_WRITE);
        if (organization == null) {
            throw new NotFoundProblem("There is no such organization.");
        }
        return organization;
    }

    /**
     * Writes what changed in an organization now.
     *
     * @return whether the database took it; if not, the slug is taken and the transaction has to end
     */
    public boolean saveUnlessTaken(Organization organization) {
        try {
            em.flush();
            tell(organization);
            return true;
        } catch (PersistenceException refused) {
            if (UniqueViolation.isBehind(refused)) {
                return false;
            }
            throw refused;
        }
    }

    /**
     * Organizations of the whole instance by slug.
     *
     * @param prefix what the slug begins with; empty for any
     * @param after the last slug that is known already; empty for the first part
     * @param ownerless only those none of whose owners can sign in
     */
    public List<Organization> list(String prefix, String after, boolean ownerless, int limit) {
        String noOwner = """
                and not exists (select 1 from Membership m, User u
                  where m.organization = o and m.role = :owner and u.id = m.userId and u.disabledAt is null)""";
        TypedQuery<Organization> query = em.createQuery(
                        "select o from Organization o where o.slug >= :prefix and o.slug < :end and o.slug > :after "
                                + (ownerless ? noOwner : "") + " order by o.slug",
                        Organization.class)
                .setParameter("prefix", prefix)
                .setParameter("end", Paging.endOf(prefix))
                .setParameter("after", after)
                .setMaxResults(limit);
        return (ownerless ? query.setParameter("owner", Role.OWNER) : query).getResultList();
    }

    public boolean exists(UUID id) {
        return !em.createQuery("select 1 from Organization o where o.id = :id")
                .setParameter("id", id)
                .getResultList()
                .isEmpty();
    }

    public void remove(Organization organization) {
        em.remove(organization);
        tell(organization);
    }

    private void tell(Organization organization) {
        changes.fire(new OrganizationChange(organization.getId(), null));
    }
}
