package org.gatehouse.job;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A job as it was taken last. */
@Entity
@Table(name = "scheduled_job")
public class ScheduledJob {

    /** After this time another node takes over, as the one that took it has died. */
    static final Duration LONGEST_WORK = Duration.ofHours(1);

    @Id
    private String name;

    private String node;

    @Column(name = "started_at")
    private Instant startedAt;

    @Column(name = "finished_at")
    private @Nullable Instant finishedAt;

    @Column(name = "due_at")
    private Instant dueAt;

    protected ScheduledJob() {}

    /** Done: it is due again so long after it was begun. */
    void finish(Instant now, Duration every) {
        finishedAt = now;
        dueAt = startedAt.plus(every);
    }

    boolean isTakenBy(String somebody) {
        return finishedAt == null && node.equals(somebody);
    }

    public String getName() {
        return name;
    }

    /** Host and process. */
    public String getNode() {
        return node;
    }

    public Instant getStartedAt() {
        return startedAt;
    }

    /** Null while it runs, and where it failed. */
    public @Nullable Instant getFinishedAt() {
        return finishedAt;
    }

    public Instant getDueAt() {
        return dueAt;
    }
}
