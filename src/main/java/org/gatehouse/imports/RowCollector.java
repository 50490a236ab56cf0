package org.gatehouse.imports;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.gatehouse.access.Role;
import org.gatehouse.mail.EmailAddress;
import org.gatehouse.problem.InvalidProblem;
import org.gatehouse.problem.Problem;

/** Takes rows as they are read, and says of each whether it can be an invitation. */
final class RowCollector {

    static final int MOST_ROWS = 10_000;

    private final Role usualRole;
    private final List<ImportRow> rows = new ArrayList<>();
    private final Set<String> keys = new HashSet<>();

    /** @param usualRole of rows that name none */
    RowCollector(Role usualRole) {
        this.usualRole = usualRole;
    }

    /** @throws Problem 413 if there are too many rows */
    void add(int line, String email, String role) {
        String address = unguarded(email);
        try {
            InvalidProblem.requireAll(() -> EmailAddress.parse(address), () -> role(role));
            EmailAddress parsed = EmailAddress.parse(address);
            add(
                    keys.add(parsed.key())
                            ? ImportRow.waiting(line, parsed, role(role))
                            : ImportRow.duplicate(line, parsed, role(role)));
        } catch (InvalidProblem invalid) {
            addInvalid(line, address, role, invalid.detail());
        }
    }

    /** @throws Problem 413 if there are too many rows */
    void addInvalid(int line, String email, String role, String detail) {
        add(ImportRow.invalid(line, email, role.isBlank() ? usualRole.word() : role, detail));
    }

    /** @throws Problem 422 if there are none */
    List<ImportRow> rows() {
        if (rows.isEmpty()) {
            throw new InvalidProblem("email", "Give at least one address.");
        }
        return rows;
    }

    private void add(ImportRow row) {
        if (rows.size() == MOST_ROWS) {
            throw ImportFile.tooLarge();
        }
        rows.add(row);
    }

    private Role role(String given) {
        return given.isBlank() ? usualRole : Role.of(given.strip().toLowerCase(Locale.ROOT));
    }

    /** Without the apostrophe that keeps a spreadsheet from taking a cell for a formula; our own files have it. */
    private static String unguarded(String cell) {
        return cell.strip().replaceFirst("^'(?=[=+@-])", "");
    }
}
