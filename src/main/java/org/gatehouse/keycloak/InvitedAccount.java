package org.gatehouse.keycloak;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An address that was invited. It is kept until it is known to have an account at Keycloak; where Gatehouse makes one, until
 * somebody has signed in with it, or it is deleted with the last invitation.
 */
@Entity
@Table(name = "keycloak_account")
class InvitedAccount {

    @Id
    @Column(name = "email_key")
    private String emailKey;

    private String email;

    @Column(name = "organization_id")
    private UUID organizationId;

    private @Nullable String subject;

    @Column(name = "begun_at")
    private @Nullable Instant begunAt;

    @Column(name = "mail_due")
    private boolean mailDue;

    @Embedded
    private Due due;

    protected InvitedAccount() {}

    /** From here on there may be an account of ours, even if its maker dies before they know. */
    void begin(Instant now) {
        begunAt = now;
    }

    void made(String subject) {
        this.subject = subject;
    }

    void mailed() {
        mailDue = false;
    }

    String email() {
        return email;
    }

    String emailKey() {
        return emailKey;
    }

    /** The organization that has invited last. */
    UUID organizationId() {
        return organizationId;
    }

    /** What Keycloak calls the account that we have made; empty while there is none. */
    Optional<String> subject() {
        return Optional.ofNullable(subject);
    }

    Optional<Instant> begunAt() {
        return Optional.ofNullable(begunAt);
    }

    boolean isMailDue() {
        return mailDue;
    }

    Due due() {
        return due;
    }
}
