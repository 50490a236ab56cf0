package org.gatehouse.admin;

import jakarta.json.bind.annotation.JsonbNillable;
import java.time.Instant;
import java.util.UUID;
import org.gatehouse.user.User;
import org.jspecify.annotations.Nullable;

/**
 * A user as the instance administrator sees them.
 *
 * @param administrator whether the provider said so at their last sign-in
 */
@JsonbNillable
public record AdminUser(
        UUID id,
        String issuer,
        String subject,
        @Nullable String email,
        boolean emailVerified,
        String name,
        boolean administrator,
        boolean disabled,
        Instant createdAt,
        Instant lastSignInAt) {

    static AdminUser of(User user) {
        return new AdminUser(
                user.getId(),
                user.getIssuer(),
                user.getSubject(),
                user.getEmail().orElse(null),
                user.isEmailVerified(),
                user.getName(),
                user.isAdministrator(),
                user.isDisabled(),
                user.getCreatedAt(),
                user.getLastSignInAt());
    }
}
