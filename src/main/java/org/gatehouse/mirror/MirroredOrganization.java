package org.gatehouse.mirror;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.user.User;
import org.jspecify.annotations.Nullable;

/** Which organization of Keycloak one of ours is, and how far the two are the same. It outlives ours until Keycloak's is gone. */
@Entity
@Table(name = "mirrored_organization")
public class MirroredOrganization {

    /** Longer than a call to Keycloak may take; who dies in the middle is followed by another after this time. */
    static final Duration LEASE = Duration.ofSeconds(30);

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
    private static final int MOST_DOUBLED = 9;
    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_ERROR = 500;

    @Id
    @Column(name = "organization_id")
    private UUID organizationId;

    @Column(name = "keycloak_id")
    private @Nullable String keycloakId;

    /** What Keycloak's is called. */
    private @Nullable String name;

    private int attempts;

    @Column(name = "next_attempt_at")
    private Instant nextAttemptAt;

    @Column(name = "last_error")
    private @Nullable String lastError;

    @Column(name = "mirrored_at")
    private @Nullable Instant mirroredAt;

    protected MirroredOrganization() {}

    /** Keeps it from others for a while. The time tells whose it is, so it is one that a database keeps exactly. */
    void lease(Instant now) {
        nextAttemptAt = now.plus(LEASE).truncatedTo(ChronoUnit.MILLIS);
    }

    boolean isLeasedUntil(Instant then) {
        return nextAttemptAt.equals(then);
    }

    void map(String keycloakId, String name) {
        this.keycloakId = keycloakId;
        rename(name);
    }

    void rename(String name) {
        this.name = User.cut(name, LONGEST_NAME);
    }

    /** What was to be done is done; more may follow. */
    void succeed(Instant now) {
        attempts = 0;
        lastError = null;
        mirroredAt = now;
        nextAttemptAt = now;
    }

    /** Tries again later, ever later; not before Keycloak wants to be asked again. */
    void fail(String error, Duration atLeast, Instant now) {
        Duration wait = Duration.ofSeconds(1L << Math.min(attempts, MOST_DOUBLED));
        attempts++;
        lastError = User.cut(error, LONGEST_ERROR);
        nextAttemptAt = now.plus(longer(atLeast, wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT));
    }

    /** Tries again at once, where it waits only because it failed. */
    void retry(Instant now) {
        if (attempts > 0) {
            nextAttemptAt = now;
        }
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    public UUID getOrganizationId() {
        return organizationId;
    }

    public Optional<String> getKeycloakId() {
        return Optional.ofNullable(keycloakId);
    }

    public Optional<String> getName() {
        return Optional.ofNullable(name);
    }

    public int getAttempts() {
        return attempts;
    }

    public Instant getNextAttemptAt() {
        return nextAttemptAt;
    }

    public Optional<String> getLastError() {
        return Optional.ofNullable(lastError);
    }

    public Optional<Instant> getMirroredAt() {
        return Optional.ofNullable(mirroredAt);
    }
}
