package org.gatehouse.app;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.logging.Logger;
import org.gatehouse.access.NeedsNoPermission;
import org.gatehouse.audit.Action;
import org.gatehouse.audit.AuditLog;
import org.gatehouse.organization.Organization;
import org.gatehouse.organization.OrganizationRepository;
import org.gatehouse.problem.ConflictProblem;
import org.gatehouse.settings.Settings;
import org.jspecify.annotations.Nullable;

/**
 * Brings the database in line with the file of {@code GUARDED_APPS_FILE}: what it declares is there, what it does not
 * declare any more is gone. It wins over an application that an administrator has made at the same address.
 */
@ApplicationScoped
@Transactional
public class DeclaredApps {

    private static final Logger LOG = Logger.getLogger(DeclaredApps.class.getName());

    @Inject
    Settings settings;

    @Inject
    OwnAddress ownAddress;

    @Inject
    GuardedAppRepository apps;

    @Inject
    OrganizationRepository organizations;

    @Inject
    AuditLog audit;

    @Inject
    Clock clock;

    /**
     * @throws IllegalStateException naming all that is wrong with the file
     * @throws ConflictProblem if another node was quicker
     */
    @NeedsNoPermission("Whoever starts Gatehouse has written the file.")
    public void apply() {
        List<AppTerms> declared = read();
        Map<AppAddress, GuardedApp> present = apps.findAll().stream().collect(toMap(GuardedApp::address, identity()));
        declared.forEach(terms -> apply(terms, present.remove(terms.address())));
        present.values().stream().filter(GuardedApp::isDeclared).forEach(this::remove);
        if (!apps.saveUnlessTaken()) {
            throw new ConflictProblem("app-address-taken", "Another node declares the same applications.");
        }
    }

    private List<AppTerms> read() {
        AppsFile file =
                new AppsFile(ownAddress, slug -> organizations.findBySlug(slug).map(Organization::getId));
        List<AppTerms> declared = settings.guardedAppsFile().map(file::read).orElse(List.of());
        file.unknownOrganizations()
                .forEach(slug -> LOG.warning(() -> "GUARDED_APPS_FILE names the organization " + slug
                        + ", which is not there: nobody is let in by a role in it. Found it, and start again."));
        return declared;
    }

    private void apply(AppTerms terms, @Nullable GuardedApp present) {
        if (present == null) {
            GuardedApp app = GuardedApp.declared(terms, clock.instant());
            apps.add(app);
            audit.recordBy(null, null, Action.APP_CREATED, app.label(), app.summary());
        } else if (present.declare(terms)) {
            audit.recordBy(null, null, Action.APP_CHANGED, present.label(), present.summary());
        }
    }

    private void remove(GuardedApp app) {
        apps.remove(app);
        audit.recordBy(null, null, Action.APP_DELETED, app.label(), null);
    }
}
