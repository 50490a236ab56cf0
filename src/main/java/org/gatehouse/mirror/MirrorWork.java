package org.gatehouse.mirror;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.gatehouse.mirror.MirrorRepository.NotedChange;

/**
 * An organization that was taken from the queue, as it was then.
 *
 * @param name empty where it is deleted
 * @param keycloakId empty where Keycloak has none for it, as far as we know
 * @param subjects who may have joined or left
 * @param members those of them who belong to it
 */
record MirrorWork(
        UUID organizationId,
        Optional<String> name,
        String slug,
        Optional<String> keycloakId,
        List<String> subjects,
        Set<String> members,
        List<NotedChange> changes,
        Lease lease) {

    KeycloakNames names() {
        return new KeycloakNames(organizationId, name.orElseThrow(), slug);
    }

    /** Until when nobody else takes it. */
    static final class Lease {

        private Instant until;

        Lease(Instant until) {
            this.until = until;
        }

        Instant until() {
            return until;
        }

        void renew(Instant later) {
            until = later;
        }
    }
}
