package org.gatehouse.invitation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.gatehouse.access.Caller;
import org.gatehouse.access.Caller.Person;
import org.gatehouse.access.CallerRoles;
import org.gatehouse.access.Permission;
import org.gatehouse.access.RequiresPermission;
import org.gatehouse.access.Role;
import org.gatehouse.audit.Action;
import org.gatehouse.audit.AuditLog;
import org.gatehouse.mail.EmailAddress;
import org.gatehouse.organization.MembershipRepository;
import org.gatehouse.organization.Organization;
import org.gatehouse.organization.OrganizationRepository;
import org.gatehouse.problem.ConflictProblem;
import org.gatehouse.problem.InvalidProblem;
import org.gatehouse.problem.NotFoundProblem;
import org.gatehouse.ratelimit.Limited;
import org.gatehouse.ratelimit.RateLimits;
import org.gatehouse.settings.Settings;
import org.gatehouse.user.UserRepository;
import org.jspecify.annotations.Nullable;

/** Invitations as those who run an organization handle them. */
@ApplicationScoped
@Transactional
public class InvitationService {

    @Inject
    InvitationRepository invitations;

    @Inject
    OrganizationRepository organizations;

    @Inject
    MembershipRepository memberships;

    @Inject
    UserRepository users;

    @Inject
    CallerRoles callerRoles;

    @Inject
    Settings settings;

    @Inject
    RateLimits limits;

    @Inject
    AuditLog audit;

    @Inject
    Caller caller;

    @Inject
    Clock clock;

    /**
     * Invites an address; the mail follows by itself. An invitation that has expired is replaced.
     *
     * @return the invitation's id, later the membership's
     * @throws InvalidProblem if the address is none or the note too long
     * @throws ConflictProblem if the address is a member's or has an open invitation, or if too many have one
     */
    @RequiresPermission(Permission.MANAGE_MEMBERS)
    public UUID invite(UUID organizationId, String email, Role role, @Nullable String note) {
        InvalidProblem.requireAll(() -> EmailAddress.parse(email), () -> Invitation.requireNote(note));
        limits.count(Limited.INVITATION, caller.getId().toString());
        EmailAddress address = EmailAddress.parse(email);
        Organization organization = organizations.lock(organizationId);
        if (memberships.isMember(address.key(), organizationId)) {
            throw new ConflictProblem("already-member", address + " is a member already.");
        }
        Instant now = clock.instant();
        invitations.findOpen(organizationId, address.key()).ifPresent(earlier -> {
            if (earlier.isPending(now)) {
                throw alreadyInvited(address);
            }
            earlier.revoke();
            invitations.save();
        });
        requireRoom(organizationId);
        Invitation invitation = new Invitation(
                organization,
                address,
                role,
                note,
                caller.findPerson().map(Person::id).flatMap(users::find).orElse(null),
                now,
                settings.invitationLifetime());
        invitation.requireManageable(callerRoles.get(organizationId));
        invitations.add(invitation);
        audit.record(organizationId, Action.INVITATION_CREATED, address.value(), role.word());
        return invitation.getId();
    }

    /** Sends the mail again with a new link and a new expiry; the old link dies. */
    @RequiresPermission(Permission.MANAGE_MEMBERS)
    public void resend(UUID organizationId, UUID id) {
        limits.count(Limited.INVITATION, caller.getId().toString());
        Invitation invitation = getManageable(organizationId, id);
        invitation.renew(clock.instant(), settings.invitationLifetime());
        audit.record(organizationId, Action.INVITATION_RESENT, invitation.getEmail(), null);
    }

    @RequiresPermission(Permission.MANAGE_MEMBERS)
    public void revoke(UUID organizationId, UUID id) {
        Invitation invitation = getManageable(organizationId, id);
        invitation.revoke();
        audit.record(organizationId, Action.INVITATION_REVOKED, invitation.getEmail(), null);
    }

    @RequiresPermission(Permission.MANAGE_MEMBERS)
    public void changeRole(UUID organizationId, UUID id, Role role) {
        Invitation invitation = getManageable(organizationId, id);
        String before = invitation.getRole().word();
        invitation.changeRole(role, callerRoles.get(organizationId));
        audit.record(
                organizationId, Action.INVITATION_ROLE_CHANGED, invitation.getEmail(), before + " to " + role.word());
    }

    private void requireRoom(UUID organizationId) {
        int most = settings.maxPendingInvitations();
        if (invitations.countOpen(organizationId, most) >= most) {
            throw new ConflictProblem(
                    "too-many-invitations",
                    "This organization has as many open invitations as it may have. Revoke some, expired ones first.");
        }
    }

    private Invitation getManageable(UUID organizationId, UUID id) {
        Invitation invitation = invitations
                .findOpen(organizationId, id)
                .orElseThrow(() -> new NotFoundProblem("There is no such invitation. It may have been accepted."));
        invitations.lock(invitation);
        if (invitation.getStatus() != Status.OPEN) {
            throw new NotFoundProblem("This invitation was just accepted, declined or revoked.");
        }
        invitation.requireManageable(callerRoles.get(organizationId));
        return invitation;
    }

    private static ConflictProblem alreadyInvited(EmailAddress address) {
        return new ConflictProblem(
                "already-invited", address + " is invited already. Resend the invitation if the mail got lost.");
    }
}
