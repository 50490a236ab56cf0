package org.gatehouse.session;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityListeners;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.gatehouse.cache.Cached;
import org.gatehouse.cache.Change;
import org.gatehouse.cache.ChangeListener;
import org.gatehouse.user.User;
import org.jspecify.annotations.Nullable;

/**
 * The revocable row behind a session cookie. Until it ends, expires or is idle for too long, its user is signed in, or
 * whoever began it with a shared token is let in.
 */
@Entity
@Table(name = "user_session")
@EntityListeners(ChangeListener.class)
public class UserSession implements Cached {

    /** A session in steady use costs one update in this time. */
    static final Duration SEEN_GRAIN = Duration.ofMinutes(1);

    private static final int LONGEST_ADDRESS = 64;
    private static final int LONGEST_USER_AGENT = 255;

    @Id
    private UUID id;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "user_id")
    private @Nullable User user;

    @Column(name = "shared_token_id")
    private @Nullable UUID sharedTokenId;

    @Column(name = "id_token")
    private @Nullable String idToken;

    @Enumerated(EnumType.STRING)
    private SignInMethod method;

    private @Nullable String address;

    @Column(name = "user_agent")
    private @Nullable String userAgent;

    @Column(name = "provider_session_id")
    private @Nullable String providerSessionId;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "last_seen_at")
    private Instant lastSeenAt;

    @Column(name = "expires_at")
    private Instant expiresAt;

    @Column(name = "ended_at")
    private @Nullable Instant endedAt;

    protected UserSession() {}

    UserSession(User user, @Nullable String idToken, Instant now, Duration lifetime) {
        this(idToken == null ? SignInMethod.CUSTOM : SignInMethod.OIDC, now, lifetime);
        this.user = user;
        renew(idToken, now, lifetime);
    }

    UserSession(UUID sharedTokenId, Instant now, Duration lifetime) {
        this(SignInMethod.SHARED_TOKEN, now, lifetime);
        this.sharedTokenId = sharedTokenId;
    }

    private UserSession(SignInMethod method, Instant now, Duration lifetime) {
        this.id = UUID.randomUUID();
        this.method = method;
        this.createdAt = now;
        last(now, lifetime);
    }

    /** Its user signed in again: it lasts as long as the new cookie, and ends what the provider has begun now. */
    final void renew(@Nullable String idToken, Instant now, Duration lifetime) {
        this.idToken = idToken;
        this.providerSessionId = idToken == null ? null : ProviderSession.idIn(idToken);
        last(now, lifetime);
    }

    /** Its user signs in from there, with this browser; what is not known is empty. */
    void comesFrom(String address, String userAgent) {
        this.address = keptAddress(address);
        this.userAgent = kept(userAgent, LONGEST_USER_AGENT);
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
        return isOf(somebody.getId());
    }

    boolean isOf(UUID userId) {
        return user != null && user.getId().equals(userId);
    }

    @Override
    public Change change() {
        return new Change(Change.Kind.SESSION, id);
    }

    public UUID getId() {
        return id;
    }

    /** Null for one that was begun with a shared token. */
    public @Nullable User getUser() {
        return user;
    }

    /** The shared token that it was begun with; null where its user signed in. */
    public @Nullable UUID getSharedTokenId() {
        return sharedTokenId;
    }

    public Instant getCreatedAt() {
        return createdAt;
    }

    /** To the minute. */
    public Instant getLastSeenAt() {
        return lastSeenAt;
    }

    public Instant getExpiresAt() {
        return expiresAt;
    }

    /** How it was begun. */
    public SignInMethod getMethod() {
        return method;
    }

    /** Where it was last used from; null where that is not known. */
    public @Nullable String getAddress() {
        return address;
    }

    /** The browser that began it, in its own words; null where it said nothing. */
    public @Nullable String getUserAgent() {
        return userAgent;
    }

    /** What the provider calls its own session behind this one; null where it gave it no name. */
    public @Nullable String getProviderSessionId() {
        return providerSessionId;
    }

    /** Null while it lasts, and for one that ended by expiring. */
    public @Nullable Instant getEndedAt() {
        return endedAt;
    }

    /** The provider's ID token, kept to sign out there too ({@code id_token_hint}); null once the session has ended. */
    public @Nullable String getIdToken() {
        return idToken;
    }

    /** An address as it is kept; null where it is empty. */
    static @Nullable String keptAddress(String address) {
        return kept(address, LONGEST_ADDRESS);
    }

    /** What a column takes of what anybody may send. */
    private static @Nullable String kept(String text, int longest) {
        String line = User.cut(text.replaceAll("\\p{Cc}", " ").strip(), longest);
        return line.isEmpty() ? null : line;
    }

    private void last(Instant now, Duration lifetime) {
        this.lastSeenAt = now;
        this.expiresAt = now.plus(lifetime);
    }
}
