package org.gatehouse.session;

import jakarta.json.bind.annotation.JsonbNillable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A live session, as its user and the instance administrator see it.
 *
 * @param lastSeenAt to the minute
 * @param expiresAt when it ends at the latest
 * @param method how it was begun
 * @param address where it was last used from; null where that is not known
 * @param userAgent the browser that began it; null where it did not say
 * @param current whether it is the caller's own
 */
@JsonbNillable
public record SessionView(
        UUID id,
        Instant createdAt,
        Instant lastSeenAt,
        Instant expiresAt,
        String method,
        @Nullable String address,
        @Nullable String userAgent,
        boolean current) {

    static SessionView of(UserSession session, @Nullable UUID current) {
        return new SessionView(
                session.getId(),
                session.getCreatedAt(),
                session.getLastSeenAt(),
                session.getExpiresAt(),
                session.getMethod().word(),
                session.getAddress(),
                session.getUserAgent(),
                session.getId().equals(current));
    }
}
