package org.gatehouse.link;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.access.Caller;
import org.gatehouse.access.Caller.Person;
import org.gatehouse.access.CallerRoles;
import org.gatehouse.access.NeedsNoPermission;
import org.gatehouse.access.Role;
import org.gatehouse.access.Secret;
import org.gatehouse.audit.Action;
import org.gatehouse.audit.AuditLog;
import org.gatehouse.invitation.Invitation;
import org.gatehouse.invitation.InvitationRepository;
import org.gatehouse.mail.EmailAddress;
import org.gatehouse.organization.MembershipService;
import org.gatehouse.organization.Organization;
import org.gatehouse.organization.OrganizationRepository;
import org.gatehouse.organization.OrganizationService;
import org.gatehouse.organization.OrganizationView;
import org.gatehouse.problem.ConflictProblem;
import org.gatehouse.problem.ForbiddenProblem;
import org.gatehouse.problem.NotFoundProblem;
import org.gatehouse.problem.Problem;
import org.gatehouse.user.User;
import org.gatehouse.user.UserRepository;

/** Links as those who come by one handle them. */
@ApplicationScoped
@Transactional
public class JoinService {

    private static final String PROOF = "The token is the proof.";

    @Inject
    InvitationLinkRepository links;

    @Inject
    InvitationRepository invitations;

    @Inject
    OrganizationRepository organizations;

    @Inject
    OrganizationService organizationService;

    @Inject
    MembershipService memberships;

    @Inject
    UserRepository users;

    @Inject
    CallerRoles callerRoles;

    @Inject
    AuditLog audit;

    @Inject
    Caller caller;

    @Inject
    Clock clock;

    /** @throws NotFoundProblem if there is no link of this token */
    @NeedsNoPermission(PROOF)
    public JoinView get(String token) {
        InvitationLink link = find(token);
        Optional<User> user = caller.findPerson().map(Person::id).flatMap(users::find);
        return new JoinView(
                link.getOrganization().getId(),
                link.getOrganization().getName(),
                link.getRole(),
                link.getCreatedBy().map(User::getName),
                link.getExpiresAt(),
                link.getDomains(),
                link.status(clock.instant()),
                user.isPresent()
                        && callerRoles.in(link.getOrganization().getId()).isPresent(),
                user.flatMap(link::refusal));
    }

    /**
     * The caller joins, which spends a use; uses are counted behind the lock on the organization's row. Whose verified
     * address has a pending invitation there accepts that one along with it: they get the better of the two roles.
     *
     * @return the organization as they see it now
     * @throws ConflictProblem if they are a member already
     * @throws Problem 410 if the link has expired or ended
     * @throws ForbiddenProblem if they have no verified address in one of the link's domains
     */
    @NeedsNoPermission(PROOF)
    public OrganizationView join(String token) {
        InvitationLink link = find(token);
        User user = users.find(caller.getUserId()).orElseThrow();
        Organization organization = organizations.lock(link.getOrganization().getId());
        links.refresh(link);
        Optional<Invitation> invitation = findInvitation(organization, user);
        UUID id = invitation.map(Invitation::getId).orElseGet(UUID::randomUUID);
        Role role = invitation
                .map(Invitation::getRole)
                .filter(invited -> invited.compareTo(link.getRole()) > 0)
                .orElse(link.getRole());
        memberships.join(id, organization, user, role);
        link.use(user, clock.instant());
        audit.record(organization.getId(), Action.LINK_JOINED, user.label(), role.word() + ", link " + link.getId());
        invitation.ifPresent(accepted -> {
            accepted.accept();
            audit.record(organization.getId(), Action.INVITATION_ACCEPTED, accepted.getEmail(), role.word());
        });
        return organizationService.get(organization.getId());
    }

    private InvitationLink find(String token) {
        return links.findByToken(new Secret(token))
                .orElseThrow(() -> new NotFoundProblem(
                        "There is no such link. Check that its address is complete, or ask for a new one."));
    }

    private Optional<Invitation> findInvitation(Organization organization, User user) {
        Optional<Invitation> open = user.getVerifiedEmail()
                .flatMap(address -> invitations.findOpen(organization.getId(), EmailAddress.key(address)));
        open.ifPresent(invitations::lock);
        return open.filter(invitation -> invitation.isPending(clock.instant()));
    }
}
