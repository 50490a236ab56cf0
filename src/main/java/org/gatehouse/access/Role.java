package org.gatehouse.access;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.gatehouse.problem.InvalidProblem;

/** What a member is in an organization, from the least to the most. */
public enum Role {
    VIEWER,
    EDITOR,
    ADMIN,
    OWNER;

    public boolean permits(Permission permission) {
        return switch (permission) {
            case SEE, LEAVE -> true;
            case MANAGE_MEMBERS, MANAGE_API_KEYS, MANAGE_APPS, READ_AUDIT -> compareTo(ADMIN) >= 0;
            case OWN -> this == OWNER;
        };
    }

    /** Whether who has this role may give, change and take the other: owners all, admins those below them. */
    public boolean mayManage(Role other) {
        return permits(Permission.MANAGE_MEMBERS) && (this == OWNER || other.compareTo(this) < 0);
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
