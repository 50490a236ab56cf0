package org.gatehouse.apikey;

import static java.util.stream.Collectors.joining;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.gatehouse.access.Caller;
import org.gatehouse.access.Caller.Program;
import org.gatehouse.access.NeedsNoPermission;
import org.gatehouse.access.Permission;
import org.gatehouse.access.PrefixedSecret;
import org.gatehouse.access.RequiresPermission;
import org.gatehouse.access.Scope;
import org.gatehouse.audit.Action;
import org.gatehouse.audit.AuditLog;
import org.gatehouse.organization.Organization;
import org.gatehouse.organization.OrganizationRepository;
import org.gatehouse.problem.ConflictProblem;
import org.gatehouse.problem.InvalidProblem;
import org.gatehouse.problem.NotFoundProblem;
import org.gatehouse.problem.UnauthenticatedProblem;
import org.gatehouse.user.UserRepository;
import org.jspecify.annotations.Nullable;

/** Makes and ends an organization's API keys, and lets programs in that have one. */
@ApplicationScoped
@Transactional
public class ApiKeyService {

    private static final int MOST = 100;

    @Inject
    ApiKeyRepository keys;

    @Inject
    OrganizationRepository organizations;

    @Inject
    UserRepository users;

    @Inject
    AuditLog audit;

    @Inject
    Caller caller;

    @Inject
    Clock clock;

    /** All keys of an organization, the oldest first. */
    @RequiresPermission(Permission.MANAGE_API_KEYS)
    public List<ApiKeyView> list(UUID organizationId) {
        Instant now = clock.instant();
        return keys.findAllOf(organizationId).stream()
                .map(key -> ApiKeyView.of(key, now))
                .toList();
    }

    /**
     * Makes a key. Its secret is never told again.
     *
     * @param expiresAt when it stops working; null for never
     * @throws InvalidProblem naming every value that cannot be taken
     * @throws ConflictProblem if the organization has too many keys
     */
    @RequiresPermission(Permission.MANAGE_API_KEYS)
    public NewApiKey create(UUID organizationId, String name, Set<Scope> scopes, @Nullable Instant expiresAt) {
        Instant now = clock.instant();
        InvalidProblem.requireAll(
                () -> Organization.requireName(name),
                () -> ApiKey.requireScopes(scopes),
                () -> expiresAt == null ? now : ApiKey.requireFuture(expiresAt, now));
        Organization organization = organizations.lock(organizationId);
        if (keys.findAllOf(organizationId).size() >= MOST) {
            throw new ConflictProblem(
                    "too-many-api-keys", "An organization has at most " + MOST + " API keys. End one first.");
        }
        PrefixedSecret secret = PrefixedSecret.random(PrefixedSecret.Kind.API_KEY);
        ApiKey key = new ApiKey(
                organization,
                name,
                scopes,
                secret,
                users.find(caller.getUserId()).orElseThrow(),
                now,
                expiresAt);
        keys.add(key);
        audit.record(
                organizationId,
                Action.API_KEY_CREATED,
                key.getName(),
                key.getPrefix() + " " + scopes.stream().map(Scope::word).collect(joining(" ")));
        return new NewApiKey(ApiKeyView.of(key, now), secret);
    }

    /** Ends a key at once. */
    @RequiresPermission(Permission.MANAGE_API_KEYS)
    public void end(UUID organizationId, UUID id) {
        ApiKey key = keys.find(organizationId, id)
                .orElseThrow(() -> new NotFoundProblem("There is no such API key. It may have been ended."));
        keys.remove(key);
        audit.record(organizationId, Action.API_KEY_ENDED, key.getName(), key.getPrefix());
    }

    /**
     * Whom a key stands for, and that it was used.
     *
     * @throws UnauthenticatedProblem if there is no such key, or it has expired
     */
    @NeedsNoPermission("The key is the proof.")
    public Program use(PrefixedSecret secret) {
        Instant now = clock.instant();
        ApiKey key = keys.find(secret)
                .filter(known -> !known.isExpired(now))
                .orElseThrow(() -> UnauthenticatedProblem.invalidToken(
                        "The API key " + secret.prefix() + "… is not valid, or not any more."));
        keys.noteUse(key, now);
        return key.toProgram();
    }
}
