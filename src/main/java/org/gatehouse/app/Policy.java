package org.gatehouse.app;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.access.Role;
import org.gatehouse.problem.InvalidProblem;
import org.jspecify.annotations.Nullable;

/** Whom a path lets in: an {@link Access}, and for {@link Access#ROLE} which role in which organization, at least. */
@Embeddable
public class Policy {

    @Enumerated(EnumType.STRING)
    private Access access;

    @Column(name = "organization_id")
    private @Nullable UUID organizationId;

    private @Nullable Role role;

    protected Policy() {}

    private Policy(Access access, @Nullable UUID organizationId, @Nullable Role role) {
        this.access = access;
        this.organizationId = organizationId;
        this.role = role;
    }

    /** @throws InvalidProblem naming every value that cannot be taken */
    public static Policy of(String access, Optional<UUID> organizationId, Optional<String> role) {
        boolean byRole = Access.ROLE.word().equals(access);
        InvalidProblem.requireAll(
                () -> Access.of(access),
                () -> requireWithRole("org_id", byRole, organizationId),
                () -> requireWithRole("role", byRole, role).map(Role::of));
        return new Policy(
                Access.of(access),
                organizationId.orElse(null),
                role.map(Role::of).orElse(null));
    }

    private static <T> Optional<T> requireWithRole(String field, boolean byRole, Optional<T> value) {
        if (byRole != value.isPresent()) {
            throw new InvalidProblem(field, "Give " + field + " if access is role, and only then.");
        }
        return value;
    }

    /** The same, for an organization that is not there: it admits nobody. */
    Policy orphaned() {
        return new Policy(access, null, role);
    }

    public Access getAccess() {
        return access;
    }

    /** Where the role has to be; empty where none is asked for, and where the organization is gone. */
    public Optional<UUID> getOrganizationId() {
        return Optional.ofNullable(organizationId);
    }

    /** The lowest role that is let in; empty where none is asked for. */
    public Optional<Role> getRole() {
        return Optional.ofNullable(role);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Policy policy
                && access == policy.access
                && Objects.equals(organizationId, policy.organizationId)
                && role == policy.role;
    }

    @Override
    public int hashCode() {
        return Objects.hash(access, organizationId, role);
    }

    /** In a few words, for the audit. */
    @Override
    public String toString() {
        return role == null ? access.word() : "role " + role.word();
    }
}
