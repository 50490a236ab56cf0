package org.gatehouse.job;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A job as administrators see it.
 *
 * @param node host and process that did it last
 * @param finishedAt null while it runs, and where it failed
 * @param dueAt when it is due again
 */
public record JobView(
        String name,
        String node,
        Instant startedAt,
        @Nullable Instant finishedAt,
        Instant dueAt) {

    static JobView of(ScheduledJob job) {
        return new JobView(job.getName(), job.getNode(), job.getStartedAt(), job.getFinishedAt(), job.getDueAt());
    }
}
