package org.gatehouse.account;

import jakarta.json.bind.annotation.JsonbNillable;
import java.time.Instant;
import java.util.UUID;
import org.gatehouse.user.User;
import org.jspecify.annotations.Nullable;

/** A user as they see themselves. The OpenID Provider says all of it at each sign-in; only the name may be
 * another one here. */
@JsonbNillable
public record Account(
        UUID id,
        @Nullable String email,
        boolean emailVerified,
        String name,
        String issuer,
        String subject,
        Instant createdAt,
        Instant lastSignInAt) {

    static Account of(User user) {
        return new Account(
                user.getId(),
                user.getEmail().orElse(null),
                user.isEmailVerified(),
                user.getName(),
                user.getIssuer(),
                user.getSubject(),
                user.getCreatedAt(),
                user.getLastSignInAt());
    }
}
