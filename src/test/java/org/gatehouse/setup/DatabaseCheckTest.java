package org.gatehouse.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.gatehouse.setup.Finding.Status;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

class DatabaseCheckTest {

    private final JdbcDataSource database = new JdbcDataSource();
    private final DatabaseCheck check = new DatabaseCheck();

    @BeforeEach
    void open(@TempDir Path folder) {
        database.setUrl("jdbc:h2:file:" + folder.resolve("gatehouse")
                + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH");
        check.database = database;
    }

    @Test
    void aMigratedDatabaseIsWell() {
        migrations().load().migrate();

        assertThat(check.look().status()).isEqualTo(Status.OK);
        assertThat(check.look().detail())
                .startsWith("H2 2.")
                .contains("migration " + migrations().load().info().current().getVersion());
    }

    @Test
    void aDatabaseThatLacksMigrationsIsTold() {
        assertThat(check.look().status()).as("all").isEqualTo(Status.WRONG);

        migrations().target("13").load().migrate();

        assertThat(check.look().status()).isEqualTo(Status.WRONG);
        assertThat(check.look().fix()).startsWith("Restart Gatehouse");
    }

    @Test
    void aDatabaseOfANewerGatehouseIsTold() throws Exception {
        migrations().load().migrate();
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate("""
                    insert into "flyway_schema_history"
                    select 999, '999', 'newer', "type", 'V999__newer.sql', 1, "installed_by", "installed_on", 1, true
                    from "flyway_schema_history" where "version" = '001'""");
        }

        assertThat(check.look().status()).isEqualTo(Status.WRONG);
        assertThat(check.look().detail()).contains("migration 999, made by a newer Gatehouse", "this one knows 0");
    }

    @Test
    void aDatabaseThatIsDownIsTold() {
        var down = new PGSimpleDataSource();
        down.setUrl("jdbc:postgresql://localhost:1/none?password=hunter2");
        check.database = down;

        assertThat(check.look().status()).isEqualTo(Status.WRONG);
        assertThat(check.look().toString()).contains("DATABASE_URL").doesNotContain("hunter2");
    }

    private FluentConfiguration migrations() {
        return Flyway.configure().dataSource(database).placeholders(Map.of("binary", "", "open", ""));
    }
}
