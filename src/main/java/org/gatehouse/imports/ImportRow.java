package org.gatehouse.imports;

import org.gatehouse.access.Role;
import org.gatehouse.mail.EmailAddress;
import org.jspecify.annotations.Nullable;

/**
 * One row of an import and what became of it.
 *
 * @param line where it begins in the file, from 1, a header and empty lines counted
 * @param email as it is written to; where the row is invalid, what stands there
 * @param emailKey as addresses are compared; null where the row is invalid
 * @param role a role's word; where the row is invalid, what stands there
 * @param detail why it was not invited; null where it was, or waits
 */
public record ImportRow(
        int line,
        String email,
        @Nullable String emailKey,
        String role,
        Result result,
        @Nullable String detail) {

    private static final int LONGEST_EMAIL = 320;
    private static final int LONGEST_ROLE = 20;

    public ImportRow {
        email = shown(email, LONGEST_EMAIL);
        role = shown(role, LONGEST_ROLE);
        detail = detail == null ? result.sentence() : detail;
    }

    static ImportRow waiting(int line, EmailAddress email, Role role) {
        return valid(line, email, role, Result.WAITING);
    }

    static ImportRow duplicate(int line, EmailAddress email, Role role) {
        return valid(line, email, role, Result.DUPLICATE);
    }

    static ImportRow invalid(int line, String email, String role, String detail) {
        return new ImportRow(line, email, null, role, Result.INVALID, detail);
    }

    private static ImportRow valid(int line, EmailAddress email, Role role, Result result) {
        return new ImportRow(line, email.value(), email.key(), role.word(), result, null);
    }

    /** What somebody gave, as far as a database and a page can show it. */
    private static String shown(String given, int most) {
        return given.substring(0, Math.min(given.length(), most)).replaceAll("[\\p{Cc}\\p{Cs}]", " ");
    }
}
