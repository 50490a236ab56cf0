package org.gatehouse.imports;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far an import is.
 *
 * @param total its rows
 * @param refused those that are invalid, duplicates, forbidden or beyond the limit
 * @param finishedAt null while it runs
 */
public record ImportView(
        UUID id,
        int total,
        int invited,
        int alreadyInvited,
        int alreadyMember,
        int refused,
        Instant createdAt,
        @Nullable Instant finishedAt) {

    static ImportView of(Import seen) {
        return new ImportView(
                seen.getId(),
                seen.getTotal(),
                seen.getInvited(),
                seen.getAlreadyInvited(),
                seen.getAlreadyMember(),
                seen.getRefused(),
                seen.getCreatedAt(),
                seen.getFinishedAt());
    }

    public int done() {
        return invited + notInvited();
    }

    public int notInvited() {
        return alreadyInvited + alreadyMember + refused;
    }

    public boolean isRunning() {
        return finishedAt == null;
    }
}
