package org.gatehouse.invitation;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.access.Role;
import org.gatehouse.user.User;

/**
 * An invitation as whom it is for sees it.
 *
 * @param state {@code pending}, {@code expired}, {@code accepted}, {@code declined} or {@code revoked}
 */
public record InvitationView(
        UUID id,
        UUID organizationId,
        String organizationName,
        String email,
        Role role,
        Optional<String> inviterName,
        Optional<String> inviterEmail,
        Instant expiresAt,
        String state) {

    static InvitationView of(Invitation invitation, Instant now) {
        return new InvitationView(
                invitation.getId(),
                invitation.getOrganization().getId(),
                invitation.getOrganization().getName(),
                invitation.getEmail(),
                invitation.getRole(),
                invitation.getInvitedBy().map(User::getName),
                invitation.getInvitedBy().flatMap(User::getEmail),
                invitation.getExpiresAt(),
                state(invitation, now));
    }

    private static String state(Invitation invitation, Instant now) {
        return switch (invitation.getStatus()) {
            case OPEN -> invitation.isPending(now) ? "pending" : "expired";
            case ACCEPTED -> "accepted";
            case DECLINED -> "declined";
            case REVOKED -> "revoked";
        };
    }
}
