package org.gatehouse.organization;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityListeners;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.access.Role;
import org.gatehouse.cache.Cached;
import org.gatehouse.cache.Change;
import org.gatehouse.cache.ChangeListener;
import org.gatehouse.mail.EmailAddress;
import org.gatehouse.problem.ForbiddenProblem;
import org.gatehouse.user.User;
import org.jspecify.annotations.Nullable;

/**
 * One user's role in one organization. Its id is that of the invitation it came from, so what a client holds stays
 * valid; name and address are copies of the user's, refreshed at sign-in.
 */
@Entity
@Table(name = "membership")
@EntityListeners(ChangeListener.class)
public class Membership implements Cached {

    @Id
    private UUID id;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "organization_id")
    private Organization organization;

    @Column(name = "user_id")
    private UUID userId;

    private Role role;
    private String name;

    @Column(name = "name_key")
    private String nameKey;

    private @Nullable String email;

    @Column(name = "email_key")
    private String emailKey;

    private boolean managed;

    @Column(name = "created_at")
    private Instant createdAt;

    protected Membership() {}

    Membership(UUID id, Organization organization, User user, Role role, Instant now) {
        this.id = id;
        this.organization = organization;
        this.userId = user.getId();
        this.role = role;
        this.name = user.getName();
        this.nameKey = User.nameKey(name);
        this.email = user.getEmail().orElse(null);
        this.emailKey = user.getEmail().map(EmailAddress::key).orElse("");
        this.createdAt = now;
    }

    /** One that the provider's roles make. */
    static Membership managed(Organization organization, User user, Role role, Instant now) {
        Membership membership = new Membership(UUID.randomUUID(), organization, user, role, now);
        membership.managed = true;
        return membership;
    }

    /** Takes the role that the provider gives now. */
    void follow(Role role) {
        this.role = role;
    }

    /** @throws ForbiddenProblem if one with the role {@code by} may not turn this member into that */
    void changeRole(Role role, Role by) {
        requireManageable(by);
        if (!by.mayManage(role)) {
            throw new ForbiddenProblem("Only an owner gives the role " + role.word() + ".");
        }
        this.role = role;
        managed = false;
    }

    void becomeOwner() {
        role = Role.OWNER;
        managed = false;
    }

    /** @throws ForbiddenProblem if one with the role {@code by} may not change or remove this member */
    void requireManageable(Role by) {
        if (!by.mayManage(role)) {
            throw new ForbiddenProblem("Only an owner changes or removes an " + role.word() + ".");
        }
    }

    boolean isOwner() {
        return role == Role.OWNER;
    }

    boolean isOf(UUID user) {
        return userId.equals(user);
    }

    @Override
    public Change change() {
        return new Change(Change.Kind.USER, userId);
    }

    public UUID getId() {
        return id;
    }

    public Organization getOrganization() {
        return organization;
    }

    public UUID getUserId() {
        return userId;
    }

    public Role getRole() {
        return role;
    }

    /** Whether the provider's roles made it, and nobody has changed it here since. */
    public boolean isManaged() {
        return managed;
    }

    public String getName() {
        return name;
    }

    public String getNameKey() {
        return nameKey;
    }

    /** The address as it is compared and sorted; empty where there is none. */
    public String getEmailKey() {
        return emailKey;
    }

    public Optional<String> getEmail() {
        return Optional.ofNullable(email);
    }

    public Instant getCreatedAt() {
        return createdAt;
    }

    /** How audit and messages call this member. */
    String label() {
        return getEmail().orElse(name);
    }
}
