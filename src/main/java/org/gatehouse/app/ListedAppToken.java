package org.gatehouse.app;

import jakarta.json.bind.annotation.JsonbNillable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A token as the API tells it, without its secret. */
@JsonbNillable
public record ListedAppToken(
        UUID id,
        String name,
        String prefix,
        @Nullable String createdBy,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt,
        boolean declared) {

    static ListedAppToken of(AppTokenView token) {
        return new ListedAppToken(
                token.id(),
                token.name(),
                token.prefix(),
                token.createdBy(),
                token.createdAt(),
                token.expiresAt(),
                token.lastUsedAt(),
                token.declared());
    }
}
