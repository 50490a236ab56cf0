package org.gatehouse.session;

import java.time.Instant;
import java.util.UUID;
import org.gatehouse.access.Caller;
import org.gatehouse.access.Caller.Person;
import org.jspecify.annotations.Nullable;

/**
 * A live session, as a request needs to know it.
 *
 * @param person who is signed in; null for one that was begun with a shared token
 * @param sharedTokenId the shared token that it was begun with; null where its user signed in
 * @param lastSeenAt to the minute
 */
public record KnownSession(
        UUID id, @Nullable Person person, @Nullable UUID sharedTokenId, Instant lastSeenAt, Instant expiresAt) {

    static KnownSession of(UserSession session) {
        return new KnownSession(
                session.getId(),
                session.getUser() == null ? null : session.getUser().toPerson(),
                session.getSharedTokenId(),
                session.getLastSeenAt(),
                session.getExpiresAt());
    }

    /** The caller comes by this session. */
    public void introduce(Caller caller) {
        if (person != null) {
            caller.bySession(person, id);
        } else if (sharedTokenId != null) {
            caller.bySharedToken(sharedTokenId, id);
        }
    }

    boolean isOf(UUID userId) {
        return person != null && person.id().equals(userId);
    }

    /** Whether it is so long that it was seen that it is worth noting again. */
    boolean isSeenAnew(Instant now) {
        return lastSeenAt.isBefore(now.minus(UserSession.SEEN_GRAIN));
    }
}
