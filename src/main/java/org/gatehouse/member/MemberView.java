package org.gatehouse.member;

import java.time.Instant;
import java.util.UUID;
import org.gatehouse.access.Role;
import org.jspecify.annotations.Nullable;

/**
 * A row of the list: a member, or an invitation that waits for one.
 *
 * @param userId null while pending
 * @param invitedBy name of who invited them; null for a member
 * @param delivery how far the invitation's mail has come; null for a member
 * @param you whether it is the caller
 * @param manageable whether the caller may change or remove it
 * @param followsProvider whether the provider's roles made it, so that it is not changed here
 * @param lastOwner whether the organization would be left without an owner
 */
public record MemberView(
        UUID id,
        UUID organizationId,
        @Nullable UUID userId,
        String name,
        @Nullable String email,
        Role role,
        MemberStatus status,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable String invitedBy,
        @Nullable String delivery,
        boolean you,
        boolean manageable,
        boolean followsProvider,
        boolean lastOwner) {

    public boolean isPending() {
        return status != MemberStatus.ACTIVE;
    }

    /** How it is called: by name, or by address while it has none. */
    public String label() {
        return name.isEmpty() ? String.valueOf(email) : name;
    }
}
