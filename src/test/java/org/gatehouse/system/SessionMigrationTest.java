package org.gatehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.gatehouse.testing.MapConfig;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who was signed in before V016 still is after it. */
class SessionMigrationTest {
    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aSessionOfBeforeWasLastSeenAtItsLastSignIn(TestDatabase database) throws Exception {
        var dataSource = new ConfiguredDataSource(new MapConfig(database.settings()));
        try (var connection = dataSource.getConnection()) {
            Flyway.configure(Startup.class.getClassLoader())
                    .dataSource(dataSource)
                    .placeholders(DatabaseDialect.of(dataSource).placeholders())
                    .target("15")
                    .load()
                    .migrate();
            run(connection, """
                    insert into app_user (id, issuer, subject, email_verified, name, created_at, last_sign_in_at)
                    values ('%1$s', 'i', 's', false, 'Ann', now(), now())""".formatted(new UUID(0, 1)));
            run(connection, """
                    insert into user_session (id, user_id, id_token, created_at, expires_at)
                    values ('%1$s', '%1$s', 't', timestamp with time zone '2026-01-01 00:00:00+00',
                      timestamp with time zone '2026-01-03 12:00:00+00')""".formatted(new UUID(0, 1)));

            Startup.migrate(dataSource);

            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery("select * from user_session"
                            + " where last_seen_at = timestamp with time zone '2026-01-02 12:00:00+00'")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getString("method")).isEqualTo("OIDC");
                assertThat(rows.getString("address")).isNull();
            }
        }
    }

    private static void run(Connection connection, String sql) throws Exception {
        try (var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}
