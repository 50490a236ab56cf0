package org.gatehouse.app;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Logger;
import org.gatehouse.access.NeedsNoPermission;
import org.gatehouse.access.PrefixedSecret;
import org.gatehouse.access.Secret;
import org.gatehouse.audit.Action;
import org.gatehouse.audit.AuditLog;
import org.gatehouse.organization.Organization;
import org.gatehouse.organization.OrganizationRepository;
import org.gatehouse.organization.ReservedSlugs;
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
    AppTokenRepository tokens;

    @Inject
    OrganizationRepository organizations;

    @Inject
    ReservedSlugs reserved;

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
        List<DeclaredApp> declared = read();
        Map<AppAddress, GuardedApp> present = apps.findAll().stream().collect(toMap(GuardedApp::address, identity()));
        Map<UUID, AppToken> presentTokens = tokens.findAll().stream()
                .filter(AppToken::isDeclared)
                .collect(toMap(token -> token.getApp().getId(), identity()));
        for (DeclaredApp app : declared) {
            GuardedApp row = apply(app.terms(), present.remove(app.terms().address()));
            applyToken(row, app.token(), presentTokens.get(row.getId()));
        }
        present.values().stream().filter(GuardedApp::isDeclared).forEach(this::remove);
        if (!apps.saveUnlessTaken()) {
            throw new ConflictProblem("app-address-taken", "Another node declares the same applications.");
        }
        declared.forEach(this::tellAddress);
    }

    private List<DeclaredApp> read() {
        AppsFile file = new AppsFile(
                ownAddress,
                settings.secretKey().map(Secret::new),
                slug -> organizations.findBySlug(slug).map(Organization::getId),
                organizations::exists);
        List<DeclaredApp> declared = settings.guardedAppsFile().map(file::read).orElse(List.of());
        reserved.reserve(file.slugs());
        file.unknownOrganizations()
                .forEach(slug -> LOG.warning(() -> "GUARDED_APPS_FILE names the organization " + slug
                        + ", which is not there: nobody is let in by a role in it. Found it, and start again."));
        return declared;
    }

    private GuardedApp apply(AppTerms terms, @Nullable GuardedApp present) {
        if (present == null) {
            GuardedApp app = GuardedApp.declared(terms, clock.instant());
            apps.add(app);
            audit.recordBy(null, null, Action.APP_CREATED, app.label(), app.summary());
            return app;
        }
        if (present.declare(terms)) {
            audit.recordBy(null, null, Action.APP_CHANGED, present.label(), present.summary());
        }
        return present;
    }

    private void applyToken(GuardedApp app, Optional<PrefixedSecret> wanted, @Nullable AppToken present) {
        if (wanted.isEmpty()) {
            Optional.ofNullable(present).ifPresent(this::removeToken);
        } else if (present == null) {
            AppToken token = AppToken.declared(app, wanted.get(), clock.instant());
            tokens.add(token);
            audit.recordBy(null, null, Action.APP_TOKEN_CREATED, app.label(), token.label());
        } else if (present.declare(wanted.get())) {
            audit.recordBy(null, null, Action.APP_TOKEN_ROTATED, app.label(), present.label());
        }
    }

    private void removeToken(AppToken token) {
        tokens.remove(token);
        audit.recordBy(null, null, Action.APP_TOKEN_DELETED, token.getApp().label(), token.label());
    }

    private void remove(GuardedApp app) {
        apps.remove(app);
        audit.recordBy(null, null, Action.APP_DELETED, app.label(), null);
    }

    /** Once at start, as there is no other way to learn it. */
    private void tellAddress(DeclaredApp app) {
        app.token()
                .ifPresent(token -> LOG.info(
                        () -> "Open " + ownAddress.withToken(app.terms().address(), token) + " to come to "
                                + app.terms().name() + ". Whoever has this address can."));
    }
}
