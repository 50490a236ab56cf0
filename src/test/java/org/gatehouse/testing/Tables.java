package org.gatehouse.testing;

import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What stands in the database, to see whether it has changed. */
public final class Tables {
    /** Mail is delivered and imports are worked off in the background, and the use of a key and of a session is noted. */
    private static final String CHANGING_BY_THEMSELVES = """
            array['delivery', 'delivery_attempts', 'next_delivery_at', 'token_hash', 'last_used_at',
              'last_seen_at', 'address',
              'invited', 'already_invited', 'already_member', 'refused', 'next_batch_at', 'finished_at', 'result', 'detail']""";

    /** Not those of the database itself, nor the answers, also refusals, that are kept to be given again. */
    private static final String NAMES = """
            select table_name from information_schema.tables
            where table_schema = 'public' and table_type = 'BASE TABLE' and table_name not in ('flyway_schema_history', 'idempotent_request')""";

    private Tables() {}

    /** For each table, a number for all its rows: their count, and a hash. */
    public static Map<String, String> contents() throws SQLException {
        try (var connection = TestEnvironment.postgres().dataSource().getConnection();
                var statement = connection.createStatement()) {
            var contents = new TreeMap<String, String>();
            var names = statement.executeQuery(NAMES);
            while (names.next()) {
                contents.put(names.getString(1), "");
            }
            var rows = statement.executeQuery(
                    contents.keySet().stream().map(Tables::hash).collect(Collectors.joining(" union all ")));
            while (rows.next()) {
                contents.put(rows.getString(1), rows.getString(2));
            }
            return contents;
        }
    }

    private static String hash(String table) {
        if (table.equals("audit_event")) { // append-only, and long
            return "select 'audit_event', count(*) || ' rows' from audit_event";
        }
        var row = "(to_jsonb(t) - %s)::text".formatted(CHANGING_BY_THEMSELVES);
        return "select '%1$s', count(*) || ' rows ' || coalesce(sum(hashtextextended(%2$s, 0)), 0) from %1$s t"
                .formatted(table, row);
    }
}
