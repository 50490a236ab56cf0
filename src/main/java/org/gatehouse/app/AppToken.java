package org.gatehouse.app;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityListeners;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.gatehouse.access.Caller.TokenHolder;
import org.gatehouse.access.KeptSecret;
import org.gatehouse.access.PrefixedSecret;
import org.gatehouse.cache.Cached;
import org.gatehouse.cache.Change;
import org.gatehouse.cache.ChangeListener;
import org.gatehouse.organization.Organization;
import org.gatehouse.problem.InvalidProblem;
import org.jspecify.annotations.Nullable;

/** A secret that lets whoever has it into one application, where its policy takes one. */
@Entity
@Table(name = "app_token")
@EntityListeners(ChangeListener.class)
public class AppToken extends KeptSecret implements Cached {

    /** The name of the one that the file asks for, which no other has. */
    private static final String DECLARED = "declared";

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "app_id")
    private GuardedApp app;

    @Column(name = "secret_id")
    private UUID secretId;

    @Column(name = "created_by")
    private @Nullable String createdBy;

    protected AppToken() {}

    private AppToken(
            GuardedApp app,
            String name,
            PrefixedSecret secret,
            @Nullable String createdBy,
            Instant now,
            @Nullable Instant expiresAt) {
        super(name, secret, now, expiresAt);
        this.app = app;
        this.secretId = UUID.randomUUID();
        this.createdBy = createdBy;
    }

    static AppToken made(
            GuardedApp app,
            String name,
            PrefixedSecret secret,
            String createdBy,
            Instant now,
            @Nullable Instant expiresAt) {
        return new AppToken(app, requireName(name), secret, createdBy, now, expiresAt);
    }

    /** The one of the file, which never expires. */
    static AppToken declared(GuardedApp app, PrefixedSecret secret, Instant now) {
        return new AppToken(app, DECLARED, secret, null, now, null);
    }

    /** @throws InvalidProblem if it is none to read, or that of the file's */
    static String requireName(String name) {
        String readable = Organization.requireName(name);
        if (readable.equals(DECLARED)) {
            throw new InvalidProblem("name", "The token of GUARDED_APPS_FILE is called so. Give another name.");
        }
        return readable;
    }

    /**
     * The file asks for this secret.
     *
     * @return whether that changes anything
     */
    boolean declare(PrefixedSecret secret) {
        if (is(secret)) {
            return false;
        }
        rotate(secret);
        return true;
    }

    /** Another secret: the one before opens nothing any more, and what was begun with it ends. */
    void rotate(PrefixedSecret secret) {
        replace(secret);
        secretId = UUID.randomUUID();
    }

    @Override
    public Change change() {
        return new Change(Change.Kind.APP, app.getId());
    }

    TokenHolder toHolder() {
        return new TokenHolder(getId(), secretId, app.getId(), getName(), getExpiresAt());
    }

    GuardedApp getApp() {
        return app;
    }

    /** How audit tells which one it was: its name, and the beginning of its secret. */
    String label() {
        return getName() + " " + getPrefix();
    }

    /** Whether it is made from what the file says, and changed there only. */
    public boolean isDeclared() {
        return getName().equals(DECLARED);
    }

    /** Who made it, in words that outlive them; null for the file. */
    public @Nullable String getCreatedBy() {
        return createdBy;
    }
}
