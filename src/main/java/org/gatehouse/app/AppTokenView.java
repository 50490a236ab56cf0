package org.gatehouse.app;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A token as those see it who run its application.
 *
 * @param createdBy who made it; null for the file
 * @param lastUsedAt to the minute; null while its secret was never used
 * @param declared whether it is made from what the file says, and changed there only
 */
public record AppTokenView(
        UUID id,
        String name,
        String prefix,
        @Nullable String createdBy,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt,
        boolean expired,
        boolean declared) {

    static AppTokenView of(AppToken token, Instant now) {
        return new AppTokenView(
                token.getId(),
                token.getName(),
                token.getPrefix(),
                token.getCreatedBy(),
                token.getCreatedAt(),
                token.getExpiresAt(),
                token.getLastUsedAt(),
                token.isExpired(now),
                token.isDeclared());
    }
}
