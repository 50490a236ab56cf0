package org.gatehouse.system;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** What the migrations have to spell differently. */
enum DatabaseDialect {
    POSTGRESQL("collate \"C\""),
    /** H2 compares text by code point anyway. */
    H2("");

    private final String binaryCollation;

    DatabaseDialect(String binaryCollation) {
        this.binaryCollation = binaryCollation;
    }

    /** Behind a text column: compare by code point, so that one index sorts and finds prefixes. */
    String binaryCollation() {
        return binaryCollation;
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
