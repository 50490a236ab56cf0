package org.gatehouse.link;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.access.Caller;
import org.gatehouse.access.Caller.Person;
import org.gatehouse.access.CallerRoles;
import org.gatehouse.access.Permission;
import org.gatehouse.access.RequiresPermission;
import org.gatehouse.access.Secret;
import org.gatehouse.audit.Action;
import org.gatehouse.audit.AuditLog;
import org.gatehouse.organization.Organization;
import org.gatehouse.organization.OrganizationRepository;
import org.gatehouse.problem.ConflictProblem;
import org.gatehouse.problem.InvalidProblem;
import org.gatehouse.problem.NotFoundProblem;
import org.gatehouse.settings.Settings;
import org.gatehouse.user.UserRepository;

/** Links as those who run an organization handle them. Whatever changes one holds the organization's row. */
@ApplicationScoped
@Transactional
public class InvitationLinkService {

    private static final int MOST_LIVE = 100;

    @Inject
    InvitationLinkRepository links;

    @Inject
    OrganizationRepository organizations;

    @Inject
    UserRepository users;

    @Inject
    CallerRoles callerRoles;

    @Inject
    Settings settings;

    @Inject
    AuditLog audit;

    @Inject
    Caller caller;

    @Inject
    Clock clock;

    /** The links by which people can join, the oldest first; those that ended are in the audit. */
    @RequiresPermission(Permission.MANAGE_MEMBERS)
    public List<InvitationLinkView> list(UUID organizationId) {
        return links.findLive(organizationId, clock.instant()).stream()
                .map(InvitationLinkView::of)
                .toList();
    }

    /**
     * Makes a link. Its token is handed out this once.
     *
     * @param expiresAt in seven days where it is not given
     * @throws InvalidProblem naming every value that cannot be taken
     * @throws ConflictProblem if the organization has as many as it may have
     */
    @RequiresPermission(Permission.MANAGE_MEMBERS)
    public NewInvitationLink create(
            UUID organizationId,
            String role,
            Optional<Integer> maxUses,
            Optional<Instant> expiresAt,
            List<String> domains) {
        Instant now = clock.instant();
        LinkTerms terms = LinkTerms.parse(role, maxUses, expiresAt, domains, now);
        Organization organization = organizations.lock(organizationId);
        if (links.findLive(organizationId, now).size() >= MOST_LIVE) {
            throw new ConflictProblem(
                    "too-many-links", "There are " + MOST_LIVE + " links already. End one that nobody needs first.");
        }
        Secret token = Secret.random();
        InvitationLink link = new InvitationLink(
                organization,
                terms,
                token,
                caller.findPerson().map(Person::id).flatMap(users::find).orElse(null),
                now);
        link.requireManageable(callerRoles.get(organizationId));
        links.add(link);
        record(link, Action.LINK_CREATED);
        return new NewInvitationLink(
                InvitationLinkView.of(link), token, settings.publicUrl().orElseThrow());
    }

    /** @throws NotFoundProblem if there is none by which people can join */
    @RequiresPermission(Permission.MANAGE_MEMBERS)
    public void end(UUID organizationId, UUID id) {
        organizations.lock(organizationId);
        InvitationLink link = links.findLive(organizationId, id, clock.instant())
                .orElseThrow(() ->
                        new NotFoundProblem("There is no such link. It may have expired, or been used up or ended."));
        link.requireManageable(callerRoles.get(organizationId));
        link.end(clock.instant());
        record(link, Action.LINK_ENDED);
    }

    private void record(InvitationLink link, Action action) {
        audit.record(
                link.getOrganization().getId(),
                action,
                link.getId().toString(),
                link.getRole().word() + ", " + link.getUses() + " of " + link.getMaxUses() + " uses");
    }
}
