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
import org.gatehouse.access.Role;
import org.gatehouse.audit.Action;
import org.gatehouse.audit.AuditLog;
import org.gatehouse.mail.EmailAddress;
import org.gatehouse.problem.ConflictProblem;
import org.gatehouse.problem.InvalidProblem;
import org.gatehouse.user.User;
import org.gatehouse.user.UserRepository;

@ApplicationScoped
@Transactional
public class OrganizationService {

    @Inject
    OrganizationRepository organizations;

    @Inject
    MembershipRepository memberships;

    @Inject
    UserRepository users;

    @Inject
    AuditLog audit;

    @Inject
    Caller caller;

    @Inject
    Clock clock;

    /** The caller's organizations, the oldest membership first. */
    @NeedsNoPermission("Only the caller's own.")
    public List<OrganizationView> mine() {
        return memberships.findAllOf(caller.getUserId()).stream()
                .map(OrganizationView::of)
                .toList();
    }

    @RequiresPermission(Permission.SEE)
    public OrganizationView get(UUID id) {
        return memberships
                .findOf(caller.getUserId(), id)
                .map(OrganizationView::of)
                .orElseThrow();
    }

    /**
     * Founds an organization that the caller owns.
     *
     * @throws ConflictProblem if the slug is taken
     * @throws InvalidProblem if name or slug cannot be taken
     */
    @NeedsNoPermission("Everybody who is signed in may found one.")
    public OrganizationView create(String name, String slug) {
        User user = users.find(caller.getUserId()).orElseThrow();
        Slug free = Slug.parse(slug);
        Organization organization =
                organizations.addUnlessTaken(name, free, clock.instant()).orElseThrow(() -> slugTaken(free));
        return OrganizationView.of(found(organization, user));
    }

    /** Gives a user without any membership an organization of their own, {@code {name}'s Space}. */
    @NeedsNoPermission("Part of the user's own sign-in.")
    public void ensurePersonal(User user) {
        if (memberships.hasAny(user.getId())) {
            return;
        }
        String space = user.getName().substring(0, Math.min(user.getName().length(), Organization.LONGEST_NAME - 8));
        Slug wanted = Slug.from(user.getEmail().map(EmailAddress::localPart).orElse(user.getName()));
        Optional<Organization> organization = organizations.addUnlessTaken(space + "'s Space", wanted, clock.instant());
        for (int number = 2; organization.isEmpty(); number++) {
            organization = organizations.addUnlessTaken(space + "'s Space", wanted.numbered(number), clock.instant());
        }
        found(organization.get(), user);
    }

    /** @throws ConflictProblem if the slug is taken */
    @RequiresPermission(Permission.OWN)
    public void rename(UUID id, String name, String slug) {
        Organization organization = organizations.lock(id);
        Slug free = Slug.parse(slug);
        String before = organization.getName() + " (" + organization.getSlug() + ")";
        organization.rename(name, free);
        if (!organizations.saveUnlessTaken()) {
            throw slugTaken(free);
        }
        audit.record(id, Action.ORGANIZATION_RENAMED, organization.getSlug(), before);
    }

    /**
     * Deletes the organization with its memberships and invitations.
     *
     * @param typedName the organization's name, typed to confirm
     */
    @RequiresPermission(Permission.OWN)
    public void delete(UUID id, String typedName) {
        Organization organization = organizations.lock(id);
        if (!organization.getName().equals(typedName.strip())) {
            throw new InvalidProblem("confirmation", "Type the organization's name, " + organization.getName() + ".");
        }
        audit.record(id, Action.ORGANIZATION_DELETED, organization.getSlug(), organization.getName());
        organizations.remove(organization);
    }

    private Membership found(Organization organization, User owner) {
        Membership membership = new Membership(UUID.randomUUID(), organization, owner, Role.OWNER, clock.instant());
        memberships.add(membership);
        audit.record(
                owner.getId(),
                organization.getId(),
                Action.ORGANIZATION_CREATED,
                organization.getSlug(),
                organization.getName());
        return membership;
    }

    private static ConflictProblem slugTaken(Slug slug) {
        return new ConflictProblem("slug-taken", "The address " + slug + " is taken. Choose another.");
    }
}
