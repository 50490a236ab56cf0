package org.gatehouse.organization;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.gatehouse.access.Caller;
import org.gatehouse.access.Caller.Program;
import org.gatehouse.access.CallerRoles;
import org.gatehouse.access.NeedsNoPermission;
import org.gatehouse.access.Permission;
import org.gatehouse.access.RequiresAdministrator;
import org.gatehouse.access.RequiresPermission;
import org.gatehouse.access.Role;
import org.gatehouse.audit.Action;
import org.gatehouse.audit.AuditLog;
import org.gatehouse.mail.EmailAddress;
import org.gatehouse.problem.InvalidProblem;
import org.gatehouse.user.User;
import org.gatehouse.user.UserRepository;

@ApplicationScoped
@Transactional
public class OrganizationService {

    /** The thousandth {@code info} does not try nine hundred numbers first. */
    private static final String SPACE = "'s Space";

    private static final int MOST_COUNTED = 10;

    private final RandomGenerator random = new SecureRandom();

    @Inject
    OrganizationRepository organizations;

    @Inject
    MembershipRepository memberships;

    @Inject
    UserRepository users;

    @Inject
    AuditLog audit;

    @Inject
    ReservedSlugs reserved;

    @Inject
    Caller caller;

    @Inject
    CallerRoles callerRoles;

    @Inject
    Clock clock;

    /** The caller's organizations, the oldest membership first; none for who is nobody in particular. */
    @NeedsNoPermission("Only the caller's own.")
    public List<OrganizationView> mine() {
        if (caller.isNobodyInParticular()) {
            return List.of();
        }
        return caller.findProgram()
                .map(program -> List.of(get(program)))
                .orElseGet(() -> memberships.findAllOf(caller.getUserId()).stream()
                        .map(OrganizationView::of)
                        .toList());
    }

    /** As the caller sees it. One look at the membership tells both whether they may and what: it is asked with every page. */
    @Transactional(TxType.SUPPORTS)
    @NeedsNoPermission("Whoever has a role there sees it, and for a person that is looked up with it.")
    public OrganizationView get(UUID id) {
        if (caller.isSignedIn()) {
            return memberships.findView(caller.getUserId(), id).orElseThrow(() -> callerRoles.notAMember(id));
        }
        callerRoles.require(id, Permission.SEE);
        return get(caller.findProgram().orElseThrow());
    }

    /**
     * Founds an organization that the caller owns.
     *
     * @throws SlugTakenProblem if the slug is taken
     * @throws InvalidProblem if name or slug cannot be taken
     */
    @NeedsNoPermission("Everybody who is signed in may found one.")
    public OrganizationView create(String name, String slug) {
        User user = users.find(caller.getUserId()).orElseThrow();
        InvalidProblem.requireAll(() -> Organization.requireName(name), () -> Slug.parse(slug));
        Slug free = Slug.parse(slug);
        requireUnreserved(free);
        Organization organization =
                organizations.addUnlessTaken(name, free, clock.instant()).orElseThrow(() -> new SlugTakenProblem(slug));
        return OrganizationView.of(found(organization, user));
    }

    /** Gives a user without any membership an organization of their own, {@code {name}'s Space}. */
    @NeedsNoPermission("Part of the user's own sign-in.")
    public void ensurePersonal(User user) {
        if (memberships.hasAny(user.getId())) {
            return;
        }
        String space = User.cut(user.getName(), Organization.LONGEST_NAME - SPACE.length()) + SPACE;
        Slug wanted = Slug.from(user.getEmail().map(EmailAddress::localPart).orElse(user.getName()));
        Optional<Organization> organization = addUnlessTaken(space, wanted);
        for (int number = 2; organization.isEmpty(); number++) {
            Slug next =
                    wanted.numbered(number < MOST_COUNTED ? number : random.nextInt(MOST_COUNTED, Integer.MAX_VALUE));
            organization = addUnlessTaken(space, next);
        }
        found(organization.get(), user);
    }

    /**
     * Gives the organization another name, another slug, or both; what is not given stays.
     *
     * @throws SlugTakenProblem if the slug is taken
     * @throws InvalidProblem if name or slug cannot be taken
     */
    @RequiresPermission(Permission.OWN)
    public OrganizationView rename(UUID id, Optional<String> name, Optional<String> slug) {
        InvalidProblem.requireAll(() -> name.map(Organization::requireName), () -> slug.map(Slug::parse));
        Organization organization = organizations.lock(id);
        String before = organization.label();
        slug.map(Slug::parse)
                .filter(wanted -> !wanted.value().equals(organization.getSlug()))
                .ifPresent(this::requireUnreserved);
        organization.rename(name.orElse(organization.getName()), Slug.parse(slug.orElse(organization.getSlug())));
        if (!organizations.saveUnlessTaken()) {
            throw new SlugTakenProblem(organization.getSlug());
        }
        if (!organization.label().equals(before)) {
            audit.record(id, Action.ORGANIZATION_RENAMED, organization.getSlug(), before);
        }
        return get(id);
    }

    private Optional<Organization> addUnlessTaken(String space, Slug slug) {
        return reserved.contain(slug) ? Optional.empty() : organizations.addUnlessTaken(space, slug, clock.instant());
    }

    private void requireUnreserved(Slug slug) {
        if (reserved.contain(slug) && !caller.isAdministrator()) {
            throw new SlugTakenProblem(slug.value());
        }
    }

    /** Deletes the organization with its memberships and invitations. */
    @RequiresPermission(Permission.OWN)
    public void delete(UUID id) {
        remove(id);
    }

    /** The same, whoever belongs to it. */
    @RequiresAdministrator
    public void deleteAsAdministrator(UUID id) {
        remove(id);
    }

    private void remove(UUID id) {
        Organization organization = organizations.lock(id);
        audit.record(id, Action.ORGANIZATION_DELETED, organization.getSlug(), organization.getName());
        organizations.remove(organization);
    }

    private OrganizationView get(Program program) {
        return OrganizationView.of(organizations.find(program.organizationId()).orElseThrow(), Role.ADMIN);
    }

    private Membership found(Organization organization, User owner) {
        Membership membership = new Membership(UUID.randomUUID(), organization, owner, Role.OWNER, clock.instant());
        memberships.add(membership);
        audit.recordBy(
                owner.toPerson(),
                organization.getId(),
                Action.ORGANIZATION_CREATED,
                organization.getSlug(),
                organization.getName());
        return membership;
    }
}
