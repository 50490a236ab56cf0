package org.gatehouse.organization;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * An open offer of ownership.
 *
 * @param memberId of the membership that is to become an owner's
 * @param name the receiver's
 * @param email the receiver's
 * @param offeredBy name of the owner who offers it
 */
public record OwnershipTransferView(
        UUID organizationId,
        String organizationName,
        UUID memberId,
        String name,
        Optional<String> email,
        String offeredBy,
        Instant createdAt,
        Instant expiresAt) {

    static OwnershipTransferView of(OwnershipTransfer transfer) {
        Membership receiver = transfer.getReceiver();
        return new OwnershipTransferView(
                transfer.getOrganizationId(),
                receiver.getOrganization().getName(),
                receiver.getId(),
                receiver.getName(),
                receiver.getEmail(),
                transfer.getGiver().getName(),
                transfer.getCreatedAt(),
                transfer.getExpiresAt());
    }
}
