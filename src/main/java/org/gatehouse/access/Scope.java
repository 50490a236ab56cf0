package org.gatehouse.access;

import java.util.Arrays;
import org.gatehouse.problem.InvalidProblem;

/** What an API key is for. */
public enum Scope {
    MEMBERS_READ("members:read"),
    MEMBERS_WRITE("members:write"),
    AUDIT_READ("audit:read");

    private final String word;

    Scope(String word) {
        this.word = word;
    }

    boolean permits(Permission permission) {
        return switch (permission) {
            case SEE -> this == MEMBERS_READ || this == MEMBERS_WRITE;
            case MANAGE_MEMBERS -> this == MEMBERS_WRITE;
            case READ_AUDIT -> this == AUDIT_READ;
            case LEAVE, MANAGE_API_KEYS, MANAGE_APPS, OWN -> false;
        };
    }

    /** As the database, the API and the pages spell it: {@code members:read}. */
    public String word() {
        return word;
    }

    /** @throws InvalidProblem if no scope is called so */
    public static Scope of(String word) {
        return Arrays.stream(values())
                .filter(scope -> scope.word.equals(word))
                .findAny()
                .orElseThrow(
                        () -> new InvalidProblem("scopes", "Choose among members:read, members:write and audit:read."));
    }
}
