package org.gatehouse.organization;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.access.Role;
import org.gatehouse.mail.EmailAddress;
import org.gatehouse.user.User;

@ApplicationScoped
public class MembershipRepository {

    @PersistenceContext
    EntityManager em;

    public void add(Membership membership) {
        em.persist(membership);
    }

    public void remove(Membership membership) {
        em.remove(membership);
    }

    public Optional<Membership> find(UUID organizationId, UUID id) {
        return em.createQuery(
                        "select m from Membership m where m.organization.id = :organization and m.id = :id",
                        Membership.class)
                .setParameter("organization", organizationId)
                .setParameter("id", id)
                .getResultStream()
                .findFirst();
    }

    public Optional<Membership> findOf(UUID userId, UUID organizationId) {
        return em.createQuery(
                        "select m from Membership m where m.organization.id = :organization and m.userId = :user",
                        Membership.class)
                .setParameter("organization", organizationId)
                .setParameter("user", userId)
                .getResultStream()
                .findFirst();
    }

    /** An organization as one of its members sees it. */
    Optional<OrganizationView> findView(UUID userId, UUID organizationId) {
        return em.createQuery("""
                        select new org.gatehouse.organization.OrganizationView(o.id, o.name, o.slug, m.role, o.createdAt)
                        from Membership m join m.organization o where o.id = :organization and m.userId = :user""", OrganizationView.class)
                .setParameter("organization", organizationId)
                .setParameter("user", userId)
                .getResultStream()
                .findFirst();
    }

    /** A user's memberships with their organizations, the oldest first. */
    public List<Membership> findAllOf(UUID userId) {
        return em.createQuery("""
                        select m from Membership m join fetch m.organization
                        where m.userId = :user order by m.createdAt, m.id""", Membership.class)
                .setParameter("user", userId)
                .getResultList();
    }

    /** The organizations a user belongs to, by id: who locks several of them does so in one order. */
    public List<UUID> findOrganizationIdsOf(UUID userId) {
        return em.createQuery(
                        "select m.organization.id from Membership m where m.userId = :user order by m.organization.id",
                        UUID.class)
                .setParameter("user", userId)
                .getResultList();
    }

    public Optional<Role> findRole(UUID userId, UUID organizationId) {
        return em.createQuery(
                        "select m.role from Membership m where m.organization.id = :organization and m.userId = :user",
                        Role.class)
                .setParameter("organization", organizationId)
                .setParameter("user", userId)
                .getResultStream()
                .findFirst();
    }

    public boolean isMember(String emailKey, UUID organizationId) {
        return !em.createQuery(
                        "select 1 from Membership m where m.organization.id = :organization and m.emailKey = :email")
                .setParameter("organization", organizationId)
                .setParameter("email", emailKey)
                .setMaxResults(1)
                .getResultList()
                .isEmpty();
    }

    /** The members with an address: usually one, but providers may know several people by the same. */
    public List<UUID> findIdsBy(String emailKey, UUID organizationId) {
        return em.createQuery(
                        "select m.id from Membership m where m.organization.id = :organization and m.emailKey = :email",
                        UUID.class)
                .setParameter("organization", organizationId)
                .setParameter("email", emailKey)
                .getResultList();
    }

    public boolean hasAny(UUID userId) {
        return !em.createQuery("select 1 from Membership m where m.userId = :user")
                .setParameter("user", userId)
                .setMaxResults(1)
                .getResultList()
                .isEmpty();
    }

    public boolean hasOtherOwner(Membership owner) {
        return !em.createQuery("""
                        select 1 from Membership m
                        where m.organization = :organization and m.role = :role and m.id <> :id""")
                .setParameter("organization", owner.getOrganization())
                .setParameter("role", Role.OWNER)
                .setParameter("id", owner.getId())
                .setMaxResults(1)
                .getResultList()
                .isEmpty();
    }

    /** Whether one of its owners can sign in. */
    public boolean hasActiveOwner(UUID organizationId) {
        return !em.createQuery("""
                        select 1 from Membership m, User u
                        where m.organization.id = :organization and m.role = :role and u.id = m.userId
                          and u.disabledAt is null""")
                .setParameter("organization", organizationId)
                .setParameter("role", Role.OWNER)
                .setMaxResults(1)
                .getResultList()
                .isEmpty();
    }

    /** The owners of these organizations. */
    public List<Membership> findOwners(Collection<UUID> organizationIds) {
        return em.createQuery("""
                        select m from Membership m
                        where m.organization.id in :organizations and m.role = :role order by m.createdAt, m.id""", Membership.class)
                .setParameter("organizations", organizationIds)
                .setParameter("role", Role.OWNER)
                .getResultList();
    }

    public boolean hasOtherMember(Membership member) {
        return !em.createQuery("select 1 from Membership m where m.organization = :organization and m.id <> :id")
                .setParameter("organization", member.getOrganization())
                .setParameter("id", member.getId())
                .setMaxResults(1)
                .getResultList()
                .isEmpty();
    }

    /** Carries a user's present name and address into all their memberships. */
    public void refreshCopies(User user) {
        em.createQuery("""
                        update Membership m set m.name = :name, m.nameKey = :nameKey, m.email = :email, m.emailKey = :emailKey
                        where m.userId = :user""")
                .setParameter("name", user.getName())
                .setParameter("nameKey", User.nameKey(user.getName()))
                .setParameter("email", user.getEmail().orElse(null))
                .setParameter("emailKey", user.getEmail().map(EmailAddress::key).orElse(""))
                .setParameter("user", user.getId())
                .executeUpdate();
    }
}
