package org.gatehouse.audit;

import jakarta.json.bind.annotation.JsonbNillable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One thing somebody did, for reading.
 *
 * @param actor who it was: an address, or a name; null where nobody was signed in
 * @param action what was done, e.g. {@code role_changed}
 * @param subject whom or what it was done to: an address, a slug
 */
@JsonbNillable
public record AuditEntry(
        UUID id,
        Instant at,
        @Nullable UUID orgId,
        @Nullable UUID actorId,
        @Nullable String actor,
        String action,
        String subject,
        @Nullable String detail) {

    public static AuditEntry of(AuditEvent event) {
        return new AuditEntry(
                event.getId(),
                event.getAt(),
                event.getOrganizationId(),
                event.getActorId(),
                event.getActor(),
                event.getAction(),
                event.getSubject(),
                event.getDetail());
    }
}
