package org.gatehouse.mirror;

import jakarta.json.bind.annotation.JsonbNillable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far Keycloak's organizations are what ours are.
 *
 * @param enabled whether organizations are mirrored at all
 * @param mirrored how many are there
 * @param waiting changes that Keycloak does not have yet
 * @param waitingSince when the oldest of them was made
 * @param organizations those that are behind, or keep somebody there
 */
@JsonbNillable
public record MirrorState(
        boolean enabled,
        long mirrored,
        long waiting,
        @Nullable Instant waitingSince,
        List<Line> organizations) {

    /**
     * One organization.
     *
     * @param name what it is called here, or was called there where it is deleted
     * @param keycloakId null where Keycloak has none yet
     * @param attempts how often it failed, one after the other
     * @param lastError null where the last attempt succeeded
     * @param kept members of Keycloak's who stay there although they are none here, because they are managed
     */
    @JsonbNillable
    public record Line(
            UUID organizationId,
            String name,
            boolean deleted,
            @Nullable String keycloakId,
            long waiting,
            int attempts,
            Instant nextAttemptAt,
            @Nullable String lastError,
            @Nullable Instant mirroredAt,
            List<String> kept) {}
}
