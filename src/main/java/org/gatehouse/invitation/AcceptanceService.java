package org.gatehouse.invitation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.gatehouse.access.Caller;
import org.gatehouse.access.NeedsNoPermission;
import org.gatehouse.access.Secret;
import org.gatehouse.audit.Action;
import org.gatehouse.audit.AuditLog;
import org.gatehouse.mail.EmailAddress;
import org.gatehouse.organization.MembershipService;
import org.gatehouse.organization.OrganizationRepository;
import org.gatehouse.problem.ConflictProblem;
import org.gatehouse.problem.NotFoundProblem;
import org.gatehouse.problem.Problem;
import org.gatehouse.ratelimit.Limited;
import org.gatehouse.ratelimit.RateLimits;
import org.gatehouse.user.User;
import org.gatehouse.user.UserRepository;

/**
 * Invitations as those who are invited handle them: known by the token of the mailed link, whatever the address of who
 * brings it, or by id, where the invitation is to the caller's verified address.
 */
@ApplicationScoped
@Transactional
public class AcceptanceService {

    private static final String PROOF = "The mailed token is the proof, or the verified address.";
    private static final Pattern ID = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    @Inject
    InvitationRepository invitations;

    @Inject
    OrganizationRepository organizations;

    @Inject
    MembershipService memberships;

    @Inject
    UserRepository users;

    @Inject
    RateLimits limits;

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
        return waiting().stream()
                .map(invitation -> InvitationView.of(invitation, now))
                .toList();
    }

    /** @throws NotFoundProblem if there is none, or its mail was sent again since */
    @NeedsNoPermission(PROOF)
    public InvitationView get(String tokenOrId) {
        return InvitationView.of(find(tokenOrId), clock.instant());
    }

    /**
     * The caller joins.
     *
     * @throws ConflictProblem if they are a member already
     * @throws Problem 410 if the invitation has expired or ended
     */
    @NeedsNoPermission(PROOF)
    public InvitationView accept(String tokenOrId) {
        Invitation invitation = find(tokenOrId);
        User user = users.find(caller.getUserId()).orElseThrow();
        // before the invitation's row, as whoever invites or deletes the organization does
        organizations.lock(invitation.getOrganization().getId());
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

    /** @throws Problem 410 if the invitation has expired or ended */
    @NeedsNoPermission(PROOF)
    public void decline(String tokenOrId) {
        Invitation invitation = find(tokenOrId);
        requirePending(invitation);
        invitation.decline();
        audit.recordBy(
                caller.findPerson().orElse(null),
                invitation.getOrganization().getId(),
                Action.INVITATION_DECLINED,
                invitation.getEmail(),
                null);
    }

    /** Makes a user a member wherever their verified address is invited. Never fails for what it finds. */
    @NeedsNoPermission("Part of the user's own sign-in.")
    public void claim(User user) {
        user.getVerifiedEmail()
                .filter(address -> invitations.lockOpen(EmailAddress.key(address)))
                .ifPresent(address -> {
                    Instant now = clock.instant();
                    invitations.claim(user, address, now);
                    invitations.closeClaimed(user, address, now);
                });
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

    private Invitation find(String tokenOrId) {
        return ID.matcher(tokenOrId).matches()
                ? findMine(UUID.fromString(tokenOrId))
                : invitations.findByToken(new Secret(tokenOrId)).orElseThrow(this::noSuchToken);
    }

    private NotFoundProblem noSuchToken() {
        limits.count(Limited.FAILURE, caller.getAddress());
        return new NotFoundProblem(
                "This invitation link is not valid any more. Open the newest mail, or ask for a new one.");
    }

    private Invitation findMine(UUID id) {
        return waiting().stream()
                .filter(invitation -> invitation.getId().equals(id))
                .findFirst()
                .orElseThrow(() -> new NotFoundProblem("This invitation is not there any more."));
    }

    private List<Invitation> waiting() {
        return users.find(caller.getUserId())
                .flatMap(User::getVerifiedEmail)
                .map(address -> invitations.findPending(EmailAddress.key(address), clock.instant()))
                .orElse(List.of());
    }
}
