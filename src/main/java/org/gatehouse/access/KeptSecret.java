package org.gatehouse.access;

import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.gatehouse.problem.InvalidProblem;
import org.jspecify.annotations.Nullable;

/** What is kept of a {@link PrefixedSecret} that was given out: all but the secret itself. */
@MappedSuperclass
public abstract class KeptSecret {

    /** One in steady use costs one update in this time. */
    public static final Duration USE_GRAIN = Duration.ofMinutes(1);

    /** What databases can compare; who wants it for longer wants one that never expires. */
    private static final Instant LATEST_EXPIRY = Instant.parse("3000-01-01T00:00:00Z");

    @Id
    private UUID id;

    private String name;
    private String prefix;

    /** What a secret that is sent is looked up by. */
    @SuppressWarnings("UnusedVariable")
    private String hash;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "expires_at")
    private @Nullable Instant expiresAt;

    @Column(name = "last_used_at")
    private @Nullable Instant lastUsedAt;

    protected KeptSecret() {}

    protected KeptSecret(String name, PrefixedSecret secret, Instant now, @Nullable Instant expiresAt) {
        this.id = UUID.randomUUID();
        this.name = name;
        this.prefix = secret.prefix();
        this.hash = secret.whole().hash();
        this.createdAt = now;
        this.expiresAt =
                expiresAt == null ? null : requireFuture(expiresAt, now).truncatedTo(ChronoUnit.MILLIS);
    }

    /** @throws InvalidProblem if it is not after now */
    public static Instant requireFuture(Instant expiry, Instant now) {
        if (!expiry.isAfter(now) || !expiry.isBefore(LATEST_EXPIRY)) {
            throw new InvalidProblem("expires_at", "Give a time to come, or none.");
        }
        return expiry;
    }

    /** From here on this one counts, which nobody has used yet, and the one before is worth nothing. */
    protected void replace(PrefixedSecret secret) {
        prefix = secret.prefix();
        hash = secret.whole().hash();
        lastUsedAt = null;
    }

    protected boolean is(PrefixedSecret secret) {
        return hash.equals(secret.whole().hash());
    }

    public boolean isExpired(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }

    /** Whether its use has to be noted, as it was not just before. */
    public boolean isUsedAnew(Instant now) {
        return lastUsedAt == null || lastUsedAt.isBefore(now.minus(USE_GRAIN));
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
