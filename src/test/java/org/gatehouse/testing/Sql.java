package org.gatehouse.testing;

import java.sql.Connection;
import java.sql.SQLException;

/** What tests write into the database of the Gatehouse under test, past its code. */
public final class Sql {
    private static Connection connection;

    private Sql() {}

    /** @return how many rows it wrote */
    public static synchronized int run(String sql, Object... values) throws SQLException {
        if (connection == null || !connection.isValid(1)) {
            connection = TestEnvironment.postgres().dataSource().getConnection();
        }
        try (var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            return statement.executeUpdate();
        }
    }

    /** @return the number that the query asks for */
    public static synchronized long count(String query, Object... values) throws SQLException {
        try (var fresh = TestEnvironment.postgres().dataSource().getConnection();
                var statement = fresh.prepareStatement(query)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            var answer = statement.executeQuery();
            answer.next();
            return answer.getLong(1);
        }
    }
}
