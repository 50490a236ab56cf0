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
import org.jspecify.annotations.Nullable;

/** The revocable row behind a session cookie. Until it ends or expires, its user is signed in. */
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
    private @Nullable String idToken;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "expires_at")
    private Instant expiresAt;

    @Column(name = "ended_at")
    private @Nullable Instant endedAt;

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

    /**
     * Its user is signed out with it.
     *
     * @return the provider's ID token, which is not kept any longer
     */
    @Nullable String end(Instant now) {
        String token = idToken;
        idToken = null;
        endedAt = now;
        return token;
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

    /** Null while it lasts, and for one that ended by expiring. */
    public @Nullable Instant getEndedAt() {
        return endedAt;
    }

    /** The provider's ID token, kept to sign out there too ({@code id_token_hint}); null once the session has ended. */
    public @Nullable String getIdToken() {
        return idToken;
    }
}
