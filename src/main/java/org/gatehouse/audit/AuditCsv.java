package org.gatehouse.audit;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Audit entries as lines of CSV (RFC 4180), safe to open in a spreadsheet. */
final class AuditCsv {

    static final String HEADER = "id,at,org_id,actor_id,actor,action,subject,detail\r\n";

    private AuditCsv() {}

    static String line(AuditEntry entry) {
        return cells(
                entry.id(),
                entry.at(),
                entry.orgId(),
                entry.actorId(),
                entry.actor(),
                entry.action(),
                entry.subject(),
                entry.detail());
    }

    private static String cells(@Nullable Object... values) {
        return Arrays.stream(values)
                .map(value -> cell(Objects.toString(value, "")))
                .collect(Collectors.joining(",", "", "\r\n"));
    }

    /** A spreadsheet takes a cell that begins with one of these for a formula. */
    private static String cell(String text) {
        String harmless = text.matches("(?s)[=+\\-@\t\r].*") ? "'" + text : text;
        return harmless.matches("(?s).*[\",\r\n].*") ? '"' + harmless.replace("\"", "\"\"") + '"' : harmless;
    }
}
