package org.gatehouse.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.access.Caller;
import org.gatehouse.access.Caller.TokenHolder;
import org.gatehouse.access.KeptSecret;
import org.gatehouse.access.NeedsNoPermission;
import org.gatehouse.access.Permission;
import org.gatehouse.access.PrefixedSecret;
import org.gatehouse.access.PrefixedSecret.Kind;
import org.gatehouse.access.RequiresAdministrator;
import org.gatehouse.access.RequiresPermission;
import org.gatehouse.audit.Action;
import org.gatehouse.audit.AuditLog;
import org.gatehouse.organization.OrganizationRepository;
import org.gatehouse.problem.ConflictProblem;
import org.gatehouse.problem.InvalidProblem;
import org.gatehouse.problem.NotFoundProblem;
import org.jspecify.annotations.Nullable;

/**
 * Makes, rotates and deletes the tokens of applications, and recognizes who has one. What administrators may do, admins of
 * the organization may that the application is handed to.
 */
@ApplicationScoped
@Transactional
public class AppTokenService {

    private static final int MOST = 20;

    @Inject
    AppTokenRepository tokens;

    @Inject
    GuardedAppRepository apps;

    @Inject
    OrganizationRepository organizations;

    @Inject
    OwnAddress ownAddress;

    @Inject
    AuditLog audit;

    @Inject
    Caller caller;

    @Inject
    Clock clock;

    /**
     * All tokens of an application, the oldest first.
     *
     * @throws NotFoundProblem if there is no such application
     */
    @RequiresAdministrator
    public List<AppTokenView> list(UUID appId) {
        return list(apps.find(appId).orElseThrow(AppTokenService::noSuchApp));
    }

    /**
     * Makes a token. Its secret is never told again.
     *
     * @param expiresAt when it stops opening anything; null for never
     * @throws InvalidProblem naming every value that cannot be taken
     * @throws ConflictProblem if another one is called so, or there are too many
     */
    @RequiresAdministrator
    public NewAppToken create(UUID appId, String name, @Nullable Instant expiresAt) {
        return create(lock(appId), name, expiresAt);
    }

    /**
     * Gives a token another secret. The one before opens nothing any more: who needs both for a while makes a second token.
     *
     * @throws ConflictProblem if it has expired, or is declared in the file
     */
    @RequiresAdministrator
    public NewAppToken rotate(UUID appId, UUID id) {
        return rotate(lock(appId), id);
    }

    /** @throws ConflictProblem if it is declared in the file */
    @RequiresAdministrator
    public void delete(UUID appId, UUID id) {
        delete(lock(appId), id);
    }

    /** As {@link #list}, of an application that is handed to the organization. */
    @RequiresPermission(Permission.MANAGE_APPS)
    public List<AppTokenView> listHandedTo(UUID organizationId, UUID appId) {
        return list(requireHandedTo(organizationId, apps.find(appId)));
    }

    /** As {@link #create}, of an application that is handed to the organization. */
    @RequiresPermission(Permission.MANAGE_APPS)
    public NewAppToken createHandedTo(UUID organizationId, UUID appId, String name, @Nullable Instant expiresAt) {
        return create(lockHandedTo(organizationId, appId), name, expiresAt);
    }

    /** As {@link #rotate}, of an application that is handed to the organization. */
    @RequiresPermission(Permission.MANAGE_APPS)
    public NewAppToken rotateHandedTo(UUID organizationId, UUID appId, UUID id) {
        return rotate(lockHandedTo(organizationId, appId), id);
    }

    /** As {@link #delete}, of an application that is handed to the organization. */
    @RequiresPermission(Permission.MANAGE_APPS)
    public void deleteHandedTo(UUID organizationId, UUID appId, UUID id) {
        delete(lockHandedTo(organizationId, appId), id);
    }

    /** Who has this secret, and that it was used; empty where it opens nothing, or nothing any more. */
    @NeedsNoPermission("The token is the proof.")
    public Optional<TokenHolder> authenticate(String sent) {
        return PrefixedSecret.parse(Kind.APP_TOKEN, sent).flatMap(tokens::find).flatMap(this::use);
    }

    /**
     * Who has begun something with a token, and that it is used; empty once the token is deleted or expired, or has another
     * secret.
     *
     * @param secretId of the {@link TokenHolder} who began it
     */
    @NeedsNoPermission("Only who had the token has begun something with it.")
    public Optional<TokenHolder> find(UUID secretId) {
        return tokens.findBySecretId(secretId).flatMap(this::use);
    }

    private List<AppTokenView> list(GuardedApp app) {
        Instant now = clock.instant();
        return tokens.findAllOf(app.getId()).stream()
                .map(token -> AppTokenView.of(token, now))
                .toList();
    }

    private NewAppToken create(GuardedApp app, String name, @Nullable Instant expiresAt) {
        Instant now = clock.instant();
        InvalidProblem.requireAll(
                () -> AppToken.requireName(name),
                () -> expiresAt == null ? now : KeptSecret.requireFuture(expiresAt, now));
        List<AppToken> present = tokens.findAllOf(app.getId());
        if (present.size() >= MOST) {
            throw new ConflictProblem(
                    "too-many-app-tokens", "An application has at most " + MOST + " tokens. Delete one first.");
        }
        PrefixedSecret secret = PrefixedSecret.random(Kind.APP_TOKEN);
        AppToken token = AppToken.made(app, name, secret, caller.getLabel(), now, expiresAt);
        if (present.stream().map(AppToken::getName).anyMatch(token.getName()::equals)) {
            throw new ConflictProblem(
                    "app-token-name-taken", "Another token of this application is called " + token.getName() + ".");
        }
        tokens.add(token);
        audit.record(app.getHandedTo(), Action.APP_TOKEN_CREATED, app.label(), token.label());
        return told(token, secret, now);
    }

    private NewAppToken rotate(GuardedApp app, UUID id) {
        Instant now = clock.instant();
        AppToken token = findOwn(app, id);
        if (token.isExpired(now)) {
            throw new ConflictProblem("app-token-expired", "This token has expired. Make a new one.");
        }
        PrefixedSecret secret = PrefixedSecret.random(Kind.APP_TOKEN);
        token.rotate(secret);
        audit.record(app.getHandedTo(), Action.APP_TOKEN_ROTATED, app.label(), token.label());
        return told(token, secret, now);
    }

    private void delete(GuardedApp app, UUID id) {
        AppToken token = findOwn(app, id);
        tokens.remove(token);
        audit.record(app.getHandedTo(), Action.APP_TOKEN_DELETED, app.label(), token.label());
    }

    private NewAppToken told(AppToken token, PrefixedSecret secret, Instant now) {
        return new NewAppToken(
                AppTokenView.of(token, now),
                secret,
                ownAddress.withToken(token.getApp().address(), secret));
    }

    /** One of the application's that is not the file's. */
    private AppToken findOwn(GuardedApp app, UUID id) {
        AppToken token = tokens.findAllOf(app.getId()).stream()
                .filter(known -> known.getId().equals(id))
                .findFirst()
                .orElseThrow(() -> new NotFoundProblem("There is no such token. It may have been deleted."));
        if (token.isDeclared()) {
            throw new ConflictProblem(
                    "declared-app-token",
                    "This token is declared in the file of GUARDED_APPS_FILE. Change its version there.");
        }
        return token;
    }

    /** Tokens of one application are counted, and changed, behind this lock. */
    private GuardedApp lock(UUID appId) {
        return apps.lock(appId).orElseThrow(AppTokenService::noSuchApp);
    }

    private GuardedApp lockHandedTo(UUID organizationId, UUID appId) {
        organizations.lock(organizationId);
        return requireHandedTo(organizationId, apps.lock(appId));
    }

    private static GuardedApp requireHandedTo(UUID organizationId, Optional<GuardedApp> app) {
        return app.filter(found -> organizationId.equals(found.getHandedTo())).orElseThrow(AppTokenService::noSuchApp);
    }

    private Optional<TokenHolder> use(AppToken token) {
        Instant now = clock.instant();
        if (token.isExpired(now)) {
            return Optional.empty();
        }
        if (token.isUsedAnew(now)) {
            tokens.noteUse(token.getId(), now);
        }
        return Optional.of(token.toHolder());
    }

    private static NotFoundProblem noSuchApp() {
        return new NotFoundProblem("There is no such application.");
    }
}
