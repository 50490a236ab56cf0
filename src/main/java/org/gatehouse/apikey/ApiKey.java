package org.gatehouse.apikey;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.gatehouse.access.Caller.Program;
import org.gatehouse.access.Scope;
import org.gatehouse.organization.Organization;
import org.gatehouse.problem.InvalidProblem;
import org.gatehouse.user.User;
import org.jspecify.annotations.Nullable;

/** A secret of one organization, with which programs act in it as far as its scopes go. It outlives who made it. */
@Entity
@Table(name = "api_key")
public class ApiKey {

    /** What databases can compare; who wants a key for longer wants one that never expires. */
    private static final Instant LATEST_EXPIRY = Instant.parse("3000-01-01T00:00:00Z");

    @Id
    private UUID id;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "organization_id")
    private Organization organization;

    private String name;
    private String prefix;

    /** What a secret that is sent is looked up by. */
    @SuppressWarnings("UnusedVariable")
    private String hash;

    /** Their words, with spaces between. */
    private String scopes;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "created_by")
    private @Nullable User createdBy;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "expires_at")
    private @Nullable Instant expiresAt;

    @Column(name = "last_used_at")
    private @Nullable Instant lastUsedAt;

    protected ApiKey() {}

    ApiKey(
            Organization organization,
            String name,
            Set<Scope> scopes,
            ApiKeySecret secret,
            User createdBy,
            Instant now,
            @Nullable Instant expiresAt) {
        this.id = UUID.randomUUID();
        this.organization = organization;
        this.name = Organization.requireName(name);
        this.scopes = requireScopes(scopes).stream().map(Scope::word).collect(joining(" "));
        this.prefix = secret.prefix();
        this.hash = secret.whole().hash();
        this.createdBy = createdBy;
        this.createdAt = now;
        this.expiresAt =
                expiresAt == null ? null : requireFuture(expiresAt, now).truncatedTo(ChronoUnit.MILLIS);
    }

    /** @throws InvalidProblem if there is none */
    static Set<Scope> requireScopes(Set<Scope> scopes) {
        if (scopes.isEmpty()) {
            throw new InvalidProblem("scopes", "Choose at least one scope.");
        }
        return scopes;
    }

    /** @throws InvalidProblem if it is not after now */
    static Instant requireFuture(Instant expiry, Instant now) {
        if (!expiry.isAfter(now) || !expiry.isBefore(LATEST_EXPIRY)) {
            throw new InvalidProblem("expires_at", "Give a time to come, or none.");
        }
        return expiry;
    }

    public boolean isExpired(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }

    public Program toProgram() {
        return new Program(id, organization.getId(), name, getScopes());
    }

    public UUID getId() {
        return id;
    }

    public String getName() {
        return name;
    }

    /** The beginning of the secret, by which it is told from others. */
    public String getPrefix() {
        return prefix;
    }

    public Set<Scope> getScopes() {
        return Arrays.stream(scopes.split(" ")).map(Scope::of).collect(toCollection(() -> EnumSet.noneOf(Scope.class)));
    }

    public Optional<User> getCreatedBy() {
        return Optional.ofNullable(createdBy);
    }

    public Instant getCreatedAt() {
        return createdAt;
    }

    public @Nullable Instant getExpiresAt() {
        return expiresAt;
    }

    /** To the minute; null while it was never used. */
    public @Nullable Instant getLastUsedAt() {
        return lastUsedAt;
    }
}
