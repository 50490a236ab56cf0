package org.gatehouse.apikey;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.gatehouse.access.Scope;
import org.gatehouse.user.User;
import org.jspecify.annotations.Nullable;

/**
 * A key as those who run its organization see it.
 *
 * @param scopes their words
 * @param createdBy the name of who made it; null once they are gone
 * @param lastUsedAt to the minute; null while it was never used
 */
public record ApiKeyView(
        UUID id,
        String name,
        String prefix,
        List<String> scopes,
        @Nullable String createdBy,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt,
        boolean expired) {

    static ApiKeyView of(ApiKey key, Instant now) {
        return new ApiKeyView(
                key.getId(),
                key.getName(),
                key.getPrefix(),
                key.getScopes().stream().map(Scope::word).toList(),
                key.getCreatedBy().map(User::getName).orElse(null),
                key.getCreatedAt(),
                key.getExpiresAt(),
                key.getLastUsedAt(),
                key.isExpired(now));
    }
}
