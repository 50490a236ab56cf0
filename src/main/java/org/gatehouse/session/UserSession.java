package org.gatehouse.session;

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
import org.gatehouse.user.User;

/** The revocable row behind a session cookie. While it is there and has not expired, its user is signed in. */
@Entity
@Table(name = "user_session")
public class UserSession {

    /** As long as the cookie lives. */
    public static final Duration LIFETIME = Duration.ofDays(1);

    @Id
    private UUID id;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "user_id")
    private User user;

    @Column(name = "id_token")
    private String idToken;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "expires_at")
    private Instant expiresAt;

    protected UserSession() {}

    UserSession(User user, String idToken, Instant now) {
        this.id = UUID.randomUUID();
        this.user = user;
        this.createdAt = now;
        renew(idToken, now);
    }

    /** Its user signed in again: it lasts as long as the new cookie, and ends what the provider has begun now. */
    final void renew(String idToken, Instant now) {
        this.idToken = idToken;
        this.expiresAt = now.plus(LIFETIME);
    }

    boolean isOf(User somebody) {
        return user.getId().equals(somebody.getId());
    }

    public UUID getId() {
        return id;
    }

    public User getUser() {
        return user;
    }

    public Instant getCreatedAt() {
        return createdAt;
    }

    public Instant getExpiresAt() {
        return expiresAt;
    }

    /** The provider's ID token, kept to sign out there too ({@code id_token_hint}). */
    public String getIdToken() {
        return idToken;
    }
}
