package org.gatehouse.access;

import static org.gatehouse.access.Permission.*;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.gatehouse.problem.InvalidProblem;

/** What a member is in an organization, from the least to the most. */
public enum Role {
    VIEWER(Set.of(SEE, LEAVE)),
    EDITOR(Set.of(SEE, LEAVE)),
    ADMIN(Set.of(SEE, LEAVE, MANAGE_MEMBERS)),
    OWNER(Set.of(SEE, LEAVE, MANAGE_MEMBERS, OWN));

    private final Set<Permission> permissions;

    Role(Set<Permission> permissions) {
        this.permissions = permissions;
    }

    public boolean permits(Permission permission) {
        return permissions.contains(permission);
    }

    /** Whether who has this role may give, change and take the other: owners all, admins those below them. */
    public boolean mayManage(Role other) {
        return permits(MANAGE_MEMBERS) && (this == OWNER || other.compareTo(this) < 0);
    }

    /** The roles one with this role may give, from the least. */
    public List<Role> assignable() {
        return Arrays.stream(values()).filter(this::mayManage).toList();
    }

    /** As the database, the API and the pages spell it: {@code owner}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws InvalidProblem if no role is called so */
    public static Role of(String word) {
        return Arrays.stream(values())
                .filter(role -> role.word().equals(word))
                .findAny()
                .orElseThrow(() -> new InvalidProblem("role", "Choose one of viewer, editor, admin and owner."));
    }
}
