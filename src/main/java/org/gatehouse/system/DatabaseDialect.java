package org.gatehouse.system;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;

/** What the migrations have to spell differently. */
enum DatabaseDialect {
    POSTGRESQL("collate \"C\"", "where open_email is not null"),
    /** H2 compares text by code point anyway, and has no partial index. */
    H2("", "");

    private final String binaryCollation;
    private final String openOnly;

    DatabaseDialect(String binaryCollation, String openOnly) {
        this.binaryCollation = binaryCollation;
        this.openOnly = openOnly;
    }

    /**
     * What stands for {@code ${binary}} behind a text column: compare by code point, so that one index sorts and finds
     * prefixes; and for {@code ${open}} behind an index on invitations: only the open ones.
     */
    Map<String, String> placeholders() {
        return Map.of("binary", binaryCollation, "open", openOnly);
    }

    static DatabaseDialect of(DataSource database) {
        try (Connection connection = database.getConnection()) {
            return connection.getMetaData().getDatabaseProductName().equals("PostgreSQL") ? POSTGRESQL : H2;
        } catch (SQLException unreachable) {
            throw new IllegalStateException(
                    "The database does not answer: check DATABASE_URL, DATABASE_USER and DATABASE_PASSWORD",
                    unreachable);
        }
    }
}
