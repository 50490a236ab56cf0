package org.gatehouse.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.gatehouse.access.NeedsNoPermission;
import org.gatehouse.access.Permission;
import org.gatehouse.access.RequiresAdministrator;
import org.gatehouse.access.RequiresPermission;
import org.gatehouse.app.AppTerms.Named;
import org.gatehouse.audit.Action;
import org.gatehouse.audit.AuditLog;
import org.gatehouse.organization.Organization;
import org.gatehouse.organization.OrganizationRepository;
import org.gatehouse.problem.ConflictProblem;
import org.gatehouse.problem.FieldError;
import org.gatehouse.problem.InvalidProblem;
import org.gatehouse.problem.NotFoundProblem;

/** Guarded applications, as instance administrators make them, and admins of an organization change whom they let in. */
@ApplicationScoped
@Transactional
public class GuardedAppService {

    private static final int MOST = 500;

    @Inject
    GuardedAppRepository apps;

    @Inject
    AppTokenRepository tokens;

    @Inject
    OrganizationRepository organizations;

    @Inject
    OwnAddress ownAddress;

    @Inject
    AuditLog audit;

    @Inject
    Clock clock;

    /** All applications, by host and path. */
    @RequiresAdministrator
    public List<GuardedAppView> list() {
        return apps.findAll().stream().map(GuardedAppView::of).toList();
    }

    /** @throws NotFoundProblem if there is none */
    @RequiresAdministrator
    public GuardedAppView get(UUID id) {
        return GuardedAppView.of(apps.find(id).orElseThrow(GuardedAppService::noSuchApp));
    }

    /**
     * Makes an application.
     *
     * @throws InvalidProblem if the address is one of our own, or an organization is not there
     * @throws ConflictProblem if the address is taken, or there are too many
     */
    @RequiresAdministrator
    public GuardedAppView create(AppTerms terms) {
        requireSound(terms);
        requireRoom();
        GuardedApp app = GuardedApp.made(terms, clock.instant());
        requireUntaken(terms.address(), app.getId());
        apps.add(app);
        save(terms.address());
        audit.record(terms.handedTo(), Action.APP_CREATED, app.label(), app.summary());
        return GuardedAppView.of(app);
    }

    /** @throws ConflictProblem if there are as many as there may be */
    @RequiresAdministrator
    public void requireRoom() {
        if (apps.count() >= MOST) {
            throw new ConflictProblem(
                    "too-many-apps", "There are " + MOST + " applications, as many as there may be. Delete one first.");
        }
    }

    /**
     * Changes all of an application but its id.
     *
     * @throws InvalidProblem if the address is one of our own, or an organization is not there
     * @throws ConflictProblem if the address is taken, or the application is declared in the file
     */
    @RequiresAdministrator
    public GuardedAppView change(UUID id, AppTerms terms) {
        requireSound(terms);
        GuardedApp app = lockOwn(id);
        UUID before = app.getHandedTo();
        requireUntaken(terms.address(), id);
        app.change(terms);
        if (!Objects.equals(before, terms.handedTo())) {
            endTokens(app);
        }
        save(terms.address());
        Stream.of(Optional.ofNullable(before), Optional.ofNullable(terms.handedTo()))
                .distinct()
                .forEach(organization ->
                        audit.record(organization.orElse(null), Action.APP_CHANGED, app.label(), app.summary()));
        return GuardedAppView.of(app);
    }

    /** Whoever ran it before may still have them. */
    private void endTokens(GuardedApp app) {
        tokens.findAllOf(app.getId()).forEach(token -> {
            tokens.remove(token);
            audit.record(app.getHandedTo(), Action.APP_TOKEN_DELETED, app.label(), token.label());
        });
    }

    /** @throws ConflictProblem if it is declared in the file */
    @RequiresAdministrator
    public void delete(UUID id) {
        GuardedApp app = lockOwn(id);
        apps.remove(app);
        audit.record(app.getHandedTo(), Action.APP_DELETED, app.label(), null);
    }

    /** The applications handed to an organization, by host and path. */
    @RequiresPermission(Permission.SEE)
    public List<GuardedAppView> listHandedTo(UUID organizationId) {
        return apps.findAllHandedTo(organizationId).stream()
                .map(GuardedAppView::of)
                .toList();
    }

    /** @throws NotFoundProblem if it is not handed to the organization */
    @RequiresPermission(Permission.MANAGE_APPS)
    public GuardedAppView getHandedTo(UUID organizationId, UUID id) {
        return GuardedAppView.of(apps.find(id)
                .filter(found -> organizationId.equals(found.getHandedTo()))
                .orElseThrow(GuardedAppService::noSuchApp));
    }

    /**
     * Changes whom an application lets in that is handed to the organization.
     *
     * @throws NotFoundProblem if it is not handed to it
     * @throws InvalidProblem if a policy names another organization
     */
    @RequiresPermission(Permission.MANAGE_APPS)
    public GuardedAppView changePolicy(UUID organizationId, UUID id, Policy policy, List<PathRule> rules) {
        organizations.lock(organizationId);
        GuardedApp app = apps.lock(id)
                .filter(found -> organizationId.equals(found.getHandedTo()))
                .orElseThrow(GuardedAppService::noSuchApp);
        requireNone(
                AppTerms.organizations(policy, rules)
                        .filter(named -> !named.organizationId().equals(organizationId)),
                "Name this organization: others are named by an administrator of this Gatehouse.");
        app.changePolicy(policy, rules);
        audit.record(organizationId, Action.APP_CHANGED, app.label(), app.summary());
        return GuardedAppView.of(app);
    }

    /** The organization of a short name. */
    @RequiresAdministrator
    public Optional<UUID> findOrganization(String slug) {
        return organizations.findBySlug(slug).map(Organization::getId);
    }

    /** @return its short name; empty if it is gone */
    @RequiresAdministrator
    public String organizationSlug(UUID id) {
        return organizations.find(id).map(Organization::getSlug).orElse("");
    }

    /** @return what an organization is called that a policy names; empty if it is gone */
    @NeedsNoPermission("Whoever sees a policy may know whom it is for.")
    public String organizationName(UUID id) {
        return organizations.find(id).map(Organization::getName).orElse("");
    }

    /** The applications at a host; an empty one for our own. */
    @NeedsNoPermission("The guard decides whom they let in.")
    public List<GuardedApp> findAllAt(String host) {
        return apps.findAllAt(host);
    }

    /** The application of this id. */
    @NeedsNoPermission("The guard decides whom it lets in.")
    public Optional<GuardedApp> find(UUID id) {
        return apps.find(id);
    }

    private void requireSound(AppTerms terms) {
        ownAddress.requireFree(terms.address());
        requireNone(
                terms.organizations().filter(named -> !organizations.exists(named.organizationId())),
                "There is no such organization.");
    }

    private static void requireNone(Stream<Named> wrong, String detail) {
        List<FieldError> errors =
                wrong.map(named -> new FieldError(named.field(), detail)).toList();
        if (!errors.isEmpty()) {
            throw new InvalidProblem(errors);
        }
    }

    private GuardedApp lockOwn(UUID id) {
        GuardedApp app = apps.lock(id).orElseThrow(GuardedAppService::noSuchApp);
        if (app.isDeclared()) {
            throw new ConflictProblem(
                    "declared-app", "This application is declared in the file of GUARDED_APPS_FILE. Change it there.");
        }
        return app;
    }

    private void requireUntaken(AppAddress address, UUID id) {
        if (apps.findAllAt(address.host()).stream()
                .anyMatch(other ->
                        other.address().equals(address) && !other.getId().equals(id))) {
            throw taken(address);
        }
    }

    /** Somebody else may have been quicker. */
    private void save(AppAddress address) {
        if (!apps.saveUnlessTaken()) {
            throw taken(address);
        }
    }

    private static ConflictProblem taken(AppAddress address) {
        return new ConflictProblem("app-address-taken", "Another application is at " + address + ".");
    }

    private static NotFoundProblem noSuchApp() {
        return new NotFoundProblem("There is no such application.");
    }
}
