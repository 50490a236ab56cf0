package org.gatehouse.member;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.access.Role;
import org.gatehouse.invitation.Invitation;
import org.gatehouse.organization.Membership;
import org.gatehouse.user.User;

/**
 * From where a row of the list is looked at.
 *
 * @param role the looking user's
 * @param mapping whether the provider's roles make members
 * @param lastOwner the only owner's membership; empty where there are several
 */
record Viewpoint(
        UUID organizationId, Optional<UUID> userId, Role role, boolean mapping, Optional<UUID> lastOwner, Instant now) {

    MemberView view(Invitation invitation) {
        return new MemberView(
                invitation.getId(),
                organizationId,
                null,
                "",
                invitation.getEmail(),
                invitation.getRole(),
                invitation.getExpiresAt().isAfter(now) ? MemberStatus.PENDING : MemberStatus.EXPIRED,
                invitation.getCreatedAt(),
                invitation.getExpiresAt(),
                invitation.getInvitedBy().map(User::getName).orElse(null),
                invitation.getDelivery().word(),
                false,
                role.mayManage(invitation.getRole()),
                false,
                false);
    }

    MemberView view(Membership membership) {
        return new MemberView(
                membership.getId(),
                organizationId,
                membership.getUserId(),
                membership.getName(),
                membership.getEmail().orElse(null),
                membership.getRole(),
                MemberStatus.ACTIVE,
                membership.getCreatedAt(),
                null,
                null,
                null,
                userId.filter(membership.getUserId()::equals).isPresent(),
                role.mayManage(membership.getRole()),
                mapping && membership.isManaged(),
                lastOwner.filter(membership.getId()::equals).isPresent());
    }
}
