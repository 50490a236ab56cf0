package org.gatehouse.organization;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.gatehouse.access.Role;

/**
 * An owner's offer to give the ownership of an organization to a member. Nothing changes until the receiver accepts. An
 * organization has one at a time; it dies with the giver's ownership and with the receiver's membership.
 */
@Entity
@Table(name = "ownership_transfer")
public class OwnershipTransfer {

    private static final Duration LIFETIME = Duration.ofDays(7);

    @Id
    @Column(name = "organization_id")
    private UUID organizationId;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "giver_id")
    private Membership giver;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "receiver_id")
    private Membership receiver;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "expires_at")
    private Instant expiresAt;

    protected OwnershipTransfer() {}

    OwnershipTransfer(Membership giver, Membership receiver, Instant now) {
        this.organizationId = giver.getOrganization().getId();
        this.giver = giver;
        this.receiver = receiver;
        this.createdAt = now;
        this.expiresAt = now.plus(LIFETIME);
    }

    /** The receiver becomes an owner, the giver an admin. */
    void accept() {
        receiver.becomeOwner();
        giver.changeRole(Role.ADMIN, Role.OWNER);
    }

    boolean isOpen(Instant now) {
        return now.isBefore(expiresAt);
    }

    public UUID getOrganizationId() {
        return organizationId;
    }

    public Membership getGiver() {
        return giver;
    }

    public Membership getReceiver() {
        return receiver;
    }

    public Instant getCreatedAt() {
        return createdAt;
    }

    public Instant getExpiresAt() {
        return expiresAt;
    }
}
