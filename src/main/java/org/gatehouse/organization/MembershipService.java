package org.gatehouse.organization;

import static java.util.Comparator.comparing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.gatehouse.access.Caller;
import org.gatehouse.access.CallerRoles;
import org.gatehouse.access.NeedsNoPermission;
import org.gatehouse.access.Permission;
import org.gatehouse.access.RequiresAdministrator;
import org.gatehouse.access.RequiresPermission;
import org.gatehouse.access.Role;
import org.gatehouse.audit.Action;
import org.gatehouse.audit.AuditLog;
import org.gatehouse.organization.Departure.Fate;
import org.gatehouse.problem.ConflictProblem;
import org.gatehouse.problem.NotFoundProblem;
import org.gatehouse.user.ProfileChange;
import org.gatehouse.user.User;

/**
 * Changes who is what in an organization. Each change holds the organization's row first and looks at the caller's role
 * behind that lock, so that of two owners who remove each other at the same moment one comes too late.
 */
@ApplicationScoped
@Transactional
public class MembershipService {

    @Inject
    OrganizationRepository organizations;

    @Inject
    MembershipRepository memberships;

    @Inject
    OwnershipTransferRepository transfers;

    @Inject
    AuditLog audit;

    @Inject
    Caller caller;

    @Inject
    CallerRoles callerRoles;

    @Inject
    Clock clock;

    /**
     * A user joins by an invitation or a link, whose acceptance holds the organization's row.
     *
     * @param id of the membership: the invitation's, if there is one
     * @throws ConflictProblem if they are a member already
     */
    @NeedsNoPermission("The invitation permits it.")
    public void join(UUID id, Organization organization, User user, Role role) {
        if (memberships.findRole(user.getId(), organization.getId()).isPresent()) {
            throw new ConflictProblem("already-member", "You are a member of " + organization.getName() + " already.");
        }
        memberships.add(new Membership(id, organization, user, role, clock.instant()));
    }

    /** Carries a user's present name and address into all their memberships. */
    @NeedsNoPermission("Part of the user's own sign-in.")
    public void refreshCopies(User user) {
        memberships.refreshCopies(user);
    }

    void refreshCopies(@Observes ProfileChange change) {
        memberships.refreshCopies(change.user());
    }

    /** @throws LastOwnerProblem if the organization would be left without an owner */
    @RequiresPermission(Permission.MANAGE_MEMBERS)
    public void changeRole(UUID organizationId, UUID membershipId, Role role) {
        Role by = lock(organizationId);
        Membership membership = get(organizationId, membershipId);
        Role before = membership.getRole();
        membership.changeRole(role, by);
        if (before == Role.OWNER && role != Role.OWNER) {
            requireOtherOwner(membership);
            transfers.removeOfferedBy(membership);
        }
        audit.record(organizationId, Action.ROLE_CHANGED, membership.label(), before.word() + " to " + role.word());
    }

    /** @throws LastOwnerProblem if the organization would be left without an owner */
    @RequiresPermission(Permission.MANAGE_MEMBERS)
    public void remove(UUID organizationId, UUID membershipId) {
        Role by = lock(organizationId);
        Membership membership = get(organizationId, membershipId);
        membership.requireManageable(by);
        end(membership, Action.MEMBER_REMOVED);
    }

    /** @throws LastOwnerProblem if the organization would be left without an owner */
    @RequiresPermission(Permission.LEAVE)
    public void leave(UUID organizationId) {
        lock(organizationId);
        Membership mine = memberships.findOf(caller.getUserId(), organizationId).orElseThrow();
        end(mine, Action.MEMBER_LEFT);
    }

    /** What becomes of the caller's organizations when they leave all of them, those first that keep them from it. */
    @NeedsNoPermission("Only the caller's own.")
    public List<Departure> departures() {
        return memberships.findAllOf(caller.getUserId()).stream()
                .map(membership -> new Departure(OrganizationView.of(membership), fate(membership)))
                .sorted(comparing(Departure::fate))
                .toList();
    }

    /**
     * The caller leaves all their organizations; those to which nobody else belongs are deleted.
     *
     * @throws LastOwnerProblem naming those that would be left without an owner
     */
    @NeedsNoPermission("Only the caller's own.")
    public void leaveAll() {
        memberships.findOrganizationIdsOf(caller.getUserId()).forEach(organizations::lock);
        List<Membership> mine = memberships.findAllOf(caller.getUserId());
        List<OrganizationView> blocking = mine.stream()
                .filter(membership -> fate(membership) == Fate.BLOCKED)
                .map(OrganizationView::of)
                .toList();
        if (!blocking.isEmpty()) {
            throw new LastOwnerProblem(blocking);
        }
        mine.forEach(membership -> {
            if (fate(membership) == Fate.DELETED) {
                remove(membership.getOrganization());
            } else {
                end(membership, Action.MEMBER_LEFT);
            }
        });
    }

    /**
     * Takes a user out of all their organizations. Those to which nobody else belongs are deleted; others may be left
     * without an owner, for an administrator to {@link #giveOwner give them one}.
     */
    @RequiresAdministrator
    public void removeEverywhere(UUID userId) {
        memberships.findOrganizationIdsOf(userId).forEach(organizations::lock);
        memberships.findAllOf(userId).forEach(membership -> {
            if (memberships.hasOtherMember(membership)) {
                recordEnd(membership, Action.MEMBER_REMOVED);
                memberships.remove(membership);
            } else {
                remove(membership.getOrganization());
            }
        });
    }

    /**
     * Makes a user the owner of an organization whose owners are gone or disabled.
     *
     * @throws ConflictProblem if it has an owner
     */
    @RequiresAdministrator
    public void giveOwner(UUID organizationId, User user) {
        Organization organization = organizations.lock(organizationId);
        if (memberships.hasActiveOwner(organizationId)) {
            throw new ConflictProblem("has-owner", organization.getName() + " has an owner, who decides about it.");
        }
        memberships
                .findOf(user.getId(), organizationId)
                .ifPresentOrElse(
                        Membership::becomeOwner,
                        () -> memberships.add(
                                new Membership(UUID.randomUUID(), organization, user, Role.OWNER, clock.instant())));
        audit.record(organizationId, Action.OWNER_GIVEN, user.label(), null);
    }

    private Fate fate(Membership membership) {
        if (!memberships.hasOtherMember(membership)) {
            return Fate.DELETED;
        }
        return membership.isOwner() && !memberships.hasOtherOwner(membership) ? Fate.BLOCKED : Fate.LEFT;
    }

    private void end(Membership membership, Action action) {
        if (membership.isOwner()) {
            requireOtherOwner(membership);
        }
        recordEnd(membership, action);
        memberships.remove(membership);
    }

    private void recordEnd(Membership membership, Action action) {
        audit.record(
                membership.getOrganization().getId(),
                action,
                membership.label(),
                membership.getRole().word());
    }

    private void remove(Organization organization) {
        audit.record(organization.getId(), Action.ORGANIZATION_DELETED, organization.getSlug(), organization.getName());
        organizations.remove(organization);
    }

    private void requireOtherOwner(Membership owner) {
        if (!memberships.hasOtherOwner(owner)) {
            throw new LastOwnerProblem();
        }
    }

    private Role lock(UUID organizationId) {
        organizations.lock(organizationId);
        return callerRoles.get(organizationId);
    }

    private Membership get(UUID organizationId, UUID membershipId) {
        return memberships
                .find(organizationId, membershipId)
                .orElseThrow(() -> new NotFoundProblem("There is no such member. They may have left."));
    }
}
