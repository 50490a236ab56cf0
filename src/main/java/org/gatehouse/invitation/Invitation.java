package org.gatehouse.invitation;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.access.Role;
import org.gatehouse.access.Secret;
import org.gatehouse.mail.EmailAddress;
import org.gatehouse.organization.Organization;
import org.gatehouse.problem.ForbiddenProblem;
import org.gatehouse.problem.InvalidProblem;
import org.gatehouse.user.User;
import org.jspecify.annotations.Nullable;

/**
 * A pending membership: an address, a role, an expiry. It is claimed by a user whose address is verified to be that
 * one, or accepted through the link in its mail; the membership then takes over its id.
 */
@Entity
@Table(name = "invitation")
public class Invitation {

    private static final int LONGEST_NOTE = 500;

    /** Well above what the timeouts of a mail server that does not answer add up to. */
    private static final Duration LONGEST_DELIVERY = Duration.ofMinutes(2);

    @Id
    private UUID id;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "organization_id")
    private Organization organization;

    private String email;

    @Column(name = "email_key")
    private String emailKey;

    /** {@link #emailKey} while open, null afterwards: the database lets an address be invited once at a time. */
    @Column(name = "open_email")
    private @Nullable String openEmail;

    private Role role;
    private @Nullable String note;

    @Enumerated(EnumType.STRING)
    private Status status;

    @Column(name = "token_hash")
    private @Nullable String tokenHash;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "invited_by")
    private @Nullable User invitedBy;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "expires_at")
    private Instant expiresAt;

    @Enumerated(EnumType.STRING)
    private Delivery delivery;

    @Column(name = "delivery_attempts")
    private int deliveryAttempts;

    @Column(name = "next_delivery_at")
    private @Nullable Instant nextDeliveryAt;

    protected Invitation() {}

    Invitation(
            Organization organization,
            EmailAddress email,
            Role role,
            @Nullable String note,
            @Nullable User invitedBy,
            Instant now,
            Duration lifetime) {
        this.id = UUID.randomUUID();
        this.organization = organization;
        this.email = email.value();
        this.emailKey = email.key();
        this.openEmail = emailKey;
        this.role = role;
        this.note = requireNote(note);
        this.status = Status.OPEN;
        this.invitedBy = invitedBy;
        this.createdAt = now;
        renew(now, lifetime);
    }

    /**
     * Lines of text. Browsers end them with two characters and count one.
     *
     * @throws InvalidProblem if they are too long
     */
    public static @Nullable String requireNote(@Nullable String typed) {
        if (typed == null) {
            return null;
        }
        String note =
                typed.replaceAll("\\R", "\n").replaceAll("[\\p{Cc}&&[^\n]]", "").strip();
        if (note.length() > LONGEST_NOTE) {
            throw new InvalidProblem("note", "Keep the note to " + LONGEST_NOTE + " characters.");
        }
        return note.isEmpty() ? null : note;
    }

    /** Starts its time anew and has a mail sent with a new token; the old link is dead. */
    final void renew(Instant now, Duration lifetime) {
        tokenHash = null;
        expiresAt = now.plus(lifetime);
        delivery = Delivery.QUEUED;
        deliveryAttempts = 0;
        nextDeliveryAt = now;
    }

    /** Whom it names accepts, or the holder of its token. Ends it. */
    public void accept() {
        close(Status.ACCEPTED);
    }

    void decline() {
        close(Status.DECLINED);
    }

    void revoke() {
        close(Status.REVOKED);
    }

    /** @throws ForbiddenProblem if one with the role {@code by} may not give that role */
    void changeRole(Role role, Role by) {
        requireManageable(by);
        requireManageable(role, by);
        this.role = role;
    }

    /** @throws ForbiddenProblem if one with the role {@code by} may not invite, change or revoke for this role */
    void requireManageable(Role by) {
        requireManageable(role, by);
    }

    private static void requireManageable(Role role, Role by) {
        if (!by.mayManage(role)) {
            throw new ForbiddenProblem("Only an owner invites somebody as " + role.word() + ".");
        }
    }

    /** Mints the token for the mail about to be sent; should its sender die, the mail is due again after a while. */
    Secret takeForDelivery(Instant now) {
        Secret token = Secret.random();
        tokenHash = token.hash();
        nextDeliveryAt = now.plus(LONGEST_DELIVERY);
        return token;
    }

    boolean hasToken(Secret token) {
        return token.hash().equals(tokenHash);
    }

    void delivered() {
        delivery = Delivery.DELIVERED;
        nextDeliveryAt = null;
    }

    /** The mail server could not take it now: it is tried again, after a pause that doubles up to an hour. */
    void postponeDelivery(Instant now) {
        deliveryAttempts++;
        nextDeliveryAt = now.plusSeconds(Math.min(3_600, 5L << Math.min(deliveryAttempts, 10)));
    }

    /** The mail server will never take it. */
    void failDelivery() {
        delivery = Delivery.FAILED;
        nextDeliveryAt = null;
    }

    private void close(Status status) {
        this.status = status;
        this.openEmail = null;
        this.nextDeliveryAt = null;
    }

    public boolean isPending(Instant now) {
        return status == Status.OPEN && now.isBefore(expiresAt);
    }

    public UUID getId() {
        return id;
    }

    public Organization getOrganization() {
        return organization;
    }

    public String getEmail() {
        return email;
    }

    public String getEmailKey() {
        return emailKey;
    }

    public Role getRole() {
        return role;
    }

    public Optional<String> getNote() {
        return Optional.ofNullable(note);
    }

    public Status getStatus() {
        return status;
    }

    public Optional<User> getInvitedBy() {
        return Optional.ofNullable(invitedBy);
    }

    public Instant getCreatedAt() {
        return createdAt;
    }

    public Instant getExpiresAt() {
        return expiresAt;
    }

    public Delivery getDelivery() {
        return delivery;
    }
}
