package org.gatehouse.organization;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.access.Caller;
import org.gatehouse.access.NeedsNoPermission;
import org.gatehouse.access.Permission;
import org.gatehouse.access.RequiresPermission;
import org.gatehouse.audit.Action;
import org.gatehouse.audit.AuditLog;
import org.gatehouse.mail.EmailAddress;
import org.gatehouse.problem.ConflictProblem;
import org.gatehouse.problem.ForbiddenProblem;
import org.gatehouse.problem.InvalidProblem;
import org.gatehouse.problem.NotFoundProblem;
import org.gatehouse.problem.Problem;
import org.gatehouse.settings.Settings;

/**
 * Gives the ownership of an organization to a member, who has to accept it. Like every change of roles, each step holds
 * the organization's row first and looks at who the caller is behind that lock.
 */
@ApplicationScoped
@Transactional
public class OwnershipTransferService {

    @Inject
    OwnershipTransferRepository transfers;

    @Inject
    OrganizationRepository organizations;

    @Inject
    OrganizationService organizationService;

    @Inject
    MembershipRepository memberships;

    @Inject
    Settings settings;

    @Inject
    AuditLog audit;

    @Inject
    Caller caller;

    @Inject
    Clock clock;

    /** The open offer, as its receiver and every owner may see it; empty for the other members. */
    @RequiresPermission(Permission.SEE)
    public Optional<OwnershipTransferView> find(UUID organizationId) {
        Membership mine = memberships.findOf(caller.getUserId(), organizationId).orElseThrow();
        return transfers
                .find(organizationId)
                .filter(offer -> offer.isOpen(clock.instant()))
                .filter(offer -> mine.isOwner() || offer.getReceiver().equals(mine))
                .map(OwnershipTransferView::of);
    }

    /** The offers that wait for the caller. */
    @NeedsNoPermission("Only the caller's own.")
    public List<OwnershipTransferView> mine() {
        return transfers.findOpenTo(caller.getUserId(), clock.instant()).stream()
                .map(OwnershipTransferView::of)
                .toList();
    }

    /**
     * Offers the ownership to a member. An offer that has expired is replaced.
     *
     * @throws NotFoundProblem if there is no such member
     * @throws ConflictProblem if they are an owner already, or an offer is open, or the provider's roles made either membership
     */
    @RequiresPermission(Permission.OWN)
    public OwnershipTransferView offer(UUID organizationId, UUID membershipId) {
        Membership giver = lock(organizationId);
        requireOwner(giver);
        Membership receiver = memberships
                .find(organizationId, membershipId)
                .orElseThrow(() -> new NotFoundProblem(
                        "There is no such member. They may have left, or not accepted their invitation yet."));
        if (isManaged(giver) || isManaged(receiver)) {
            throw new ManagedMemberProblem();
        }
        if (receiver.isOwner()) {
            throw new ConflictProblem("already-owner", receiver.label() + " is an owner already.");
        }
        transfers.removeExpired(organizationId, clock.instant());
        if (transfers.find(organizationId).isPresent()) {
            throw new ConflictProblem(
                    "already-offered", "The ownership is offered to somebody already. Withdraw that offer first.");
        }
        OwnershipTransfer offer = new OwnershipTransfer(giver, receiver, clock.instant());
        transfers.add(offer);
        audit.record(organizationId, Action.TRANSFER_OFFERED, receiver.label(), null);
        return OwnershipTransferView.of(offer);
    }

    /**
     * {@link #offer(UUID, UUID) Offers} it to the member with this address.
     *
     * @throws InvalidProblem if there is not exactly one
     */
    @RequiresPermission(Permission.OWN)
    public OwnershipTransferView offer(UUID organizationId, String email) {
        List<UUID> members = memberships.findIdsBy(EmailAddress.parse(email).key(), organizationId);
        if (members.size() != 1) {
            throw new InvalidProblem(
                    "email",
                    members.isEmpty()
                            ? "No member has this address. Somebody who is invited has to join first."
                            : "Several members have this address. Remove all but one of them first.");
        }
        return offer(organizationId, members.get(0));
    }

    /** The receiver declines the open offer, or an owner withdraws it. */
    @RequiresPermission(Permission.SEE)
    public void end(UUID organizationId) {
        Membership mine = lock(organizationId);
        OwnershipTransfer offer = get(organizationId);
        boolean declined = offer.getReceiver().equals(mine);
        if (!declined) {
            requireOwner(mine);
        }
        transfers.remove(offer);
        audit.record(
                organizationId,
                declined ? Action.TRANSFER_DECLINED : Action.TRANSFER_WITHDRAWN,
                offer.getReceiver().label(),
                null);
    }

    /**
     * The receiver becomes an owner, and the giver an admin.
     *
     * @return the organization as the receiver sees it now
     * @throws ForbiddenProblem if it is offered to somebody else
     * @throws Problem 410 if the offer has expired
     */
    @RequiresPermission(Permission.SEE)
    public OrganizationView accept(UUID organizationId) {
        Membership mine = lock(organizationId);
        OwnershipTransfer offer = get(organizationId);
        if (!offer.getReceiver().equals(mine)) {
            throw new ForbiddenProblem("The ownership is offered to somebody else.");
        }
        if (!offer.isOpen(clock.instant())) {
            throw new Problem(
                    410, "transfer-ended", "Offer ended", "This offer has expired. Ask an owner for a new one.");
        }
        offer.accept();
        transfers.remove(offer);
        audit.record(
                organizationId,
                Action.TRANSFER_ACCEPTED,
                mine.label(),
                offer.getGiver().label() + " is admin now");
        return organizationService.get(organizationId);
    }

    private Membership lock(UUID organizationId) {
        organizations.lock(organizationId);
        return memberships
                .findOf(caller.getUserId(), organizationId)
                .orElseThrow(() -> new ForbiddenProblem("You are not a member of this organization any more."));
    }

    private boolean isManaged(Membership membership) {
        return membership.isManaged() && settings.roleMapping().isPresent();
    }

    private static void requireOwner(Membership membership) {
        if (!membership.isOwner()) {
            throw new ForbiddenProblem("Only an owner gives the ownership away, or takes the offer back.");
        }
    }

    private OwnershipTransfer get(UUID organizationId) {
        return transfers
                .find(organizationId)
                .orElseThrow(() -> new NotFoundProblem(
                        "There is no offer of ownership. It may have been answered, or withdrawn."));
    }
}
