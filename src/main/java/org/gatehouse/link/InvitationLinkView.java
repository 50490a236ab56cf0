package org.gatehouse.link;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.access.Role;
import org.gatehouse.user.User;

/**
 * A link as those who run the organization see it.
 *
 * @param createdBy name of who made it
 */
public record InvitationLinkView(
        UUID id,
        Role role,
        int maxUses,
        int uses,
        Instant expiresAt,
        List<String> domains,
        Optional<String> createdBy,
        Instant createdAt) {

    static InvitationLinkView of(InvitationLink link) {
        return new InvitationLinkView(
                link.getId(),
                link.getRole(),
                link.getMaxUses(),
                link.getUses(),
                link.getExpiresAt(),
                link.getDomains(),
                link.getCreatedBy().map(User::getName),
                link.getCreatedAt());
    }
}
