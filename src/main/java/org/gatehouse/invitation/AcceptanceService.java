package org.gatehouse.invitation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.gatehouse.access.Caller;
import org.gatehouse.access.NeedsNoPermission;
import org.gatehouse.audit.Action;
import org.gatehouse.audit.AuditLog;
import org.gatehouse.mail.EmailAddress;
import org.gatehouse.organization.MembershipService;
import org.gatehouse.problem.ConflictProblem;
import org.gatehouse.problem.NotFoundProblem;
import org.gatehouse.problem.Problem;
import org.gatehouse.user.User;
import org.gatehouse.user.UserRepository;

/** Invitations as those who are invited handle them. */
@ApplicationScoped
@Transactional
public class AcceptanceService {

    @Inject
    InvitationRepository invitations;

    @Inject
    MembershipService memberships;

    @Inject
    UserRepository users;

    @Inject
    AuditLog audit;

    @Inject
    Caller caller;

    @Inject
    Clock clock;

    /** The invitations that wait for the caller's verified address. */
    @NeedsNoPermission("Only the caller's own.")
    public List<InvitationView> mine() {
        Instant now = clock.instant();
        return users.find(caller.getUserId())
                .flatMap(User::getVerifiedEmail)
                .map(address -> invitations.findPending(EmailAddress.key(address), now).stream()
                        .map(invitation -> InvitationView.of(invitation, now))
                        .toList())
                .orElse(List.of());
    }

    /** @throws NotFoundProblem if the token belongs to no invitation, or to one that was resent since */
    @NeedsNoPermission("Who has the mailed token may see what it invites to.")
    public InvitationView byToken(String token) {
        return InvitationView.of(find(token), clock.instant());
    }

    /**
     * The caller joins, whatever their address: the mailed token is the proof.
     *
     * @throws ConflictProblem if the caller is a member already
     * @throws Problem 410 if the invitation has expired or ended
     */
    @NeedsNoPermission("The mailed token is the proof.")
    public InvitationView acceptByToken(String token) {
        return accept(find(token));
    }

    @NeedsNoPermission("The mailed token is the proof.")
    public void declineByToken(String token) {
        decline(find(token));
    }

    /** The caller joins by an invitation to their verified address. */
    @NeedsNoPermission("Only the caller's own.")
    public InvitationView accept(UUID id) {
        return accept(findMine(id));
    }

    @NeedsNoPermission("Only the caller's own.")
    public void decline(UUID id) {
        decline(findMine(id));
    }

    /** Makes a user a member wherever their verified address is invited. Never fails for what it finds. */
    @NeedsNoPermission("Part of the user's own sign-in.")
    public void claim(User user) {
        user.getVerifiedEmail().ifPresent(address -> {
            Instant now = clock.instant();
            invitations.claim(user, address, now);
            invitations.closeClaimed(user, address, now);
        });
    }

    private InvitationView accept(Invitation invitation) {
        User user = users.find(caller.getUserId()).orElseThrow();
        requirePending(invitation);
        memberships.join(invitation.getId(), invitation.getOrganization(), user, invitation.getRole());
        invitation.accept();
        audit.record(
                invitation.getOrganization().getId(),
                Action.INVITATION_ACCEPTED,
                invitation.getEmail(),
                invitation.getRole().word());
        return InvitationView.of(invitation, clock.instant());
    }

    private void decline(Invitation invitation) {
        requirePending(invitation);
        invitation.decline();
        audit.record(
                caller.isSignedIn() ? caller.getUserId() : null,
                invitation.getOrganization().getId(),
                Action.INVITATION_DECLINED,
                invitation.getEmail(),
                null);
    }

    private void requirePending(Invitation invitation) {
        invitations.lock(invitation);
        if (!invitation.isPending(clock.instant())) {
            throw new Problem(
                    410,
                    "invitation-ended",
                    "Invitation ended",
                    "This invitation has expired or was already used. Ask for a new one.");
        }
    }

    private Invitation find(String token) {
        return invitations
                .findByToken(new InvitationToken(token))
                .orElseThrow(() -> new NotFoundProblem(
                        "This invitation link is not valid any more. Open the newest mail, or ask for a new one."));
    }

    private Invitation findMine(UUID id) {
        String address = users.find(caller.getUserId())
                .flatMap(User::getVerifiedEmail)
                .map(EmailAddress::key)
                .orElse("");
        return invitations.findPending(address, clock.instant()).stream()
                .filter(invitation -> invitation.getId().equals(id))
                .findFirst()
                .orElseThrow(() -> new NotFoundProblem("This invitation is not there any more."));
    }
}
