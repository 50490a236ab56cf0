package org.gatehouse.account;

import jakarta.json.bind.annotation.JsonbNillable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.gatehouse.audit.AuditEntry;
import org.gatehouse.invitation.InvitationResource.Invited;
import org.gatehouse.organization.Membership;
import org.gatehouse.session.UserSession;
import org.jspecify.annotations.Nullable;

/**
 * Everything held about a user.
 *
 * @param invitations those that wait for their verified address
 * @param audit what they did, and what was done to their address
 */
public record AccountExport(
        Instant exportedAt,
        Account user,
        List<HeldMembership> memberships,
        List<Invited> invitations,
        List<HeldSession> sessions,
        List<AuditEntry> audit) {

    public record HeldMembership(UUID id, UUID orgId, String orgSlug, String orgName, String role, Instant createdAt) {

        static HeldMembership of(Membership membership) {
            return new HeldMembership(
                    membership.getId(),
                    membership.getOrganization().getId(),
                    membership.getOrganization().getSlug(),
                    membership.getOrganization().getName(),
                    membership.getRole().word(),
                    membership.getCreatedAt());
        }
    }

    /** @param providerSessionId what the provider calls its own session behind it */
    @JsonbNillable
    public record HeldSession(
            UUID id,
            Instant createdAt,
            Instant lastSeenAt,
            Instant expiresAt,
            @Nullable Instant endedAt,
            String method,
            @Nullable String address,
            @Nullable String userAgent,
            @Nullable String providerSessionId) {

        static HeldSession of(UserSession session) {
            return new HeldSession(
                    session.getId(),
                    session.getCreatedAt(),
                    session.getLastSeenAt(),
                    session.getExpiresAt(),
                    session.getEndedAt(),
                    session.getMethod().word(),
                    session.getAddress(),
                    session.getUserAgent(),
                    session.getProviderSessionId());
        }
    }
}
