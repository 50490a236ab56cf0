package org.gatehouse.member;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.access.Caller;
import org.gatehouse.access.Caller.Person;
import org.gatehouse.access.CallerRoles;
import org.gatehouse.access.Permission;
import org.gatehouse.access.RequiresPermission;
import org.gatehouse.access.Role;
import org.gatehouse.invitation.Invitation;
import org.gatehouse.invitation.InvitationRepository;
import org.gatehouse.invitation.InvitationService;
import org.gatehouse.mail.EmailAddress;
import org.gatehouse.organization.MembershipRepository;
import org.gatehouse.organization.MembershipService;
import org.gatehouse.problem.InvalidProblem;
import org.gatehouse.problem.NotFoundProblem;
import org.jspecify.annotations.Nullable;

/**
 * The list of who belongs to an organization and who is invited, and what can be done with a row of it, whichever of
 * the two it is.
 */
@ApplicationScoped
@Transactional
public class MemberService {

    @Inject
    MemberList list;

    @Inject
    MemberRepository members;

    @Inject
    MembershipRepository memberships;

    @Inject
    InvitationRepository invitations;

    @Inject
    MembershipService membershipService;

    @Inject
    InvitationService invitationService;

    @Inject
    CallerRoles callerRoles;

    @Inject
    Caller caller;

    @Inject
    Clock clock;

    /** A page of the list: open invitations, then members. */
    @RequiresPermission(Permission.SEE)
    public MemberPage list(UUID organizationId, MemberQuery query) {
        return list.read(organizationId, query, viewpoint(organizationId));
    }

    @RequiresPermission(Permission.SEE)
    public MemberCounts count(UUID organizationId) {
        return new MemberCounts(
                members.countMembers(organizationId, MemberCounts.MOST),
                invitations.countOpen(organizationId, MemberCounts.MOST));
    }

    /** @throws NotFoundProblem if the organization has no such row */
    @RequiresPermission(Permission.SEE)
    public MemberView get(UUID organizationId, UUID id) {
        Viewpoint viewpoint = viewpoint(organizationId);
        return memberships
                .find(organizationId, id)
                .map(viewpoint::view)
                .or(() -> invitations.findOpen(organizationId, id).map(viewpoint::view))
                .orElseThrow(() ->
                        new NotFoundProblem("There is no such member or invitation. They may have left, or declined."));
    }

    /**
     * Invites an address.
     *
     * @param role the word of one
     * @throws InvalidProblem naming every value that cannot be taken
     */
    @RequiresPermission(Permission.MANAGE_MEMBERS)
    public MemberView invite(UUID organizationId, String email, String role, @Nullable String note) {
        InvalidProblem.requireAll(
                () -> EmailAddress.parse(email), () -> Role.of(role), () -> Invitation.requireNote(note));
        return get(organizationId, invitationService.invite(organizationId, email, Role.of(role), note));
    }

    @RequiresPermission(Permission.MANAGE_MEMBERS)
    public MemberView changeRole(UUID organizationId, UUID id, Role role) {
        if (members.findUser(organizationId, id).isPresent()) {
            membershipService.changeRole(organizationId, id, role);
        } else {
            invitationService.changeRole(organizationId, id, role);
        }
        return get(organizationId, id);
    }

    /** Ends a membership or revokes an invitation; everybody may end their own membership. */
    @RequiresPermission(Permission.SEE)
    public void remove(UUID organizationId, UUID id) {
        Optional<UUID> user = members.findUser(organizationId, id);
        if (user.isEmpty()) {
            invitationService.revoke(organizationId, id);
        } else if (user.equals(callerId())) {
            membershipService.leave(organizationId);
        } else {
            membershipService.remove(organizationId, id);
        }
    }

    /** Sends an invitation's mail again. */
    @RequiresPermission(Permission.MANAGE_MEMBERS)
    public MemberView resend(UUID organizationId, UUID id) {
        invitationService.resend(organizationId, id);
        return get(organizationId, id);
    }

    private Viewpoint viewpoint(UUID organizationId) {
        return new Viewpoint(
                organizationId,
                callerId(),
                callerRoles.get(organizationId),
                members.findLastOwner(organizationId),
                clock.instant());
    }

    /** Empty for a program. */
    private Optional<UUID> callerId() {
        return caller.findPerson().map(Person::id);
    }
}
