package org.gatehouse.imports;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A file of addresses that somebody had invited to an organization, and how far that is. */
@Entity
@Table(name = "import")
public class Import {

    /** Well above what a batch takes, also where somebody else holds the organization for a while. */
    private static final Duration LONGEST_BATCH = Duration.ofMinutes(1);

    @Id
    private UUID id;

    @Column(name = "organization_id")
    private UUID organizationId;

    @Column(name = "user_id")
    private @Nullable UUID userId;

    @Column(name = "api_key_id")
    private @Nullable UUID apiKeyId;

    private int total;
    private int invited;

    @Column(name = "already_invited")
    private int alreadyInvited;

    @Column(name = "already_member")
    private int alreadyMember;

    private int refused;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "next_batch_at")
    private @Nullable Instant nextBatchAt;

    @Column(name = "finished_at")
    private @Nullable Instant finishedAt;

    protected Import() {}

    Import(UUID organizationId, @Nullable UUID userId, @Nullable UUID apiKeyId, List<ImportRow> rows, Instant now) {
        this.id = UUID.randomUUID();
        this.organizationId = organizationId;
        this.userId = userId;
        this.apiKeyId = apiKeyId;
        this.total = rows.size();
        this.refused =
                (int) rows.stream().filter(row -> row.result().isRefused()).count();
        this.createdAt = now;
        this.nextBatchAt = now;
    }

    /** Whoever works on it has it alone for a while; should they die, somebody else goes on then. */
    void lease(Instant now) {
        nextBatchAt = now.plus(LONGEST_BATCH);
    }

    /** @param results how many rows came to which result so far */
    void progress(Map<Result, Integer> results) {
        invited = results.getOrDefault(Result.INVITED, 0);
        alreadyInvited = results.getOrDefault(Result.ALREADY_INVITED, 0);
        alreadyMember = results.getOrDefault(Result.ALREADY_MEMBER, 0);
        refused = results.entrySet().stream()
                .filter(entry -> entry.getKey().isRefused())
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    void finish(Instant now) {
        nextBatchAt = null;
        finishedAt = now;
    }

    public UUID getId() {
        return id;
    }

    public UUID getOrganizationId() {
        return organizationId;
    }

    /** Who began it; empty for a program, and once their account is deleted. */
    public Optional<UUID> getUserId() {
        return Optional.ofNullable(userId);
    }

    /** The key of the program that began it; empty for a person. */
    public Optional<UUID> getApiKeyId() {
        return Optional.ofNullable(apiKeyId);
    }

    public int getTotal() {
        return total;
    }

    public int getInvited() {
        return invited;
    }

    public int getAlreadyInvited() {
        return alreadyInvited;
    }

    public int getAlreadyMember() {
        return alreadyMember;
    }

    public int getRefused() {
        return refused;
    }

    public Instant getCreatedAt() {
        return createdAt;
    }

    public @Nullable Instant getFinishedAt() {
        return finishedAt;
    }
}
