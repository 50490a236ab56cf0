package org.gatehouse.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gatehouse.settings.Setting.DATABASE_PASSWORD;
import static org.gatehouse.settings.Setting.DATABASE_URL;
import static org.gatehouse.settings.Setting.DATABASE_USER;
import static org.gatehouse.settings.Setting.DATA_DIR;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import org.gatehouse.settings.GivenSettings;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

class ConfiguredDataSourceTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", useHeadersInDisplayName = true, textBlock = """
            address                                      | host       | port | database  | user | password
            jdbc:postgresql://db.example.com/gate        | db.example.com | 5432 | gate     | -    | -
            jdbc:postgresql://db:6543/gate               | db         | 6543 | gate      | -    | -
            jdbc:postgresql:gate                         | localhost  | 5432 | gate      | -    | -
            jdbc:postgresql://u:p@db/gate                | db         | 5432 | gate      | u    | p
            postgresql://db/gate                         | db         | 5432 | gate      | -    | -
            postgres://u:p@db:5432/gate                  | db         | 5432 | gate      | u    | p
            postgresql://u@db/gate                       | db         | 5432 | gate      | u    | -
            postgresql://u:p@my_db/gate                  | my_db      | 5432 | gate      | u    | p
            postgresql://u:p@[::1]:5432/gate             | [::1]        | 5432 | gate      | u    | p
            postgresql://u:p@127.0.0.1/gate              | 127.0.0.1  | 5432 | gate      | u    | p
            postgresql://u:p%40s%2F%3A%25s+@db/gate      | db         | 5432 | gate      | u    | p@s/:%s+
            postgresql://a%40b:p@ss:w^rd#1@db/gate       | db         | 5432 | gate      | a@b  | p@ss:w^rd#1
            postgresql:///gate                           | localhost  | 5432 | gate      | -    | -
            """)
    void anAddressNamesServerDatabaseAndCredentials(
            String address, String host, int port, String database, String user, String password) throws Exception {
        PGSimpleDataSource postgresql = postgresql(new GivenSettings(DATABASE_URL, address));

        assertThat(postgresql.getServerNames()).containsExactly(host);
        assertThat(postgresql.getPortNumbers()).containsExactly(port);
        assertThat(postgresql.getDatabaseName()).isEqualTo(database);
        assertThat(postgresql.getUser()).isEqualTo(user);
        assertThat(postgresql.getPassword()).isEqualTo(password);
    }

    @Test
    void severalHostsAndParametersAreKept() throws Exception {
        PGSimpleDataSource postgresql = postgresql(new GivenSettings(
                DATABASE_URL, "postgresql://u:p@db1:5432,db2:5433/gate?sslmode=require&ApplicationName=a@b"));

        assertThat(postgresql.getServerNames()).containsExactly("db1", "db2");
        assertThat(postgresql.getPortNumbers()).containsExactly(5432, 5433);
        assertThat(postgresql.getSslMode()).isEqualTo("require");
        assertThat(postgresql.getApplicationName()).isEqualTo("a@b");
        assertThat(postgresql.getUser()).isEqualTo("u");
    }

    @Test
    void userAndPasswordOfTheirOwnGoBeforeThoseInTheAddress() throws Exception {
        PGSimpleDataSource postgresql = postgresql(new GivenSettings(
                DATABASE_URL, "postgresql://u:p@db/gate", DATABASE_USER, "gatehouse", DATABASE_PASSWORD, "secret"));

        assertThat(postgresql.getUser()).isEqualTo("gatehouse");
        assertThat(postgresql.getPassword()).isEqualTo("secret");
    }

    @Test
    void thePasswordMayStandInAFile(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("password"), "from the file\n");

        PGSimpleDataSource postgresql = postgresql(
                new GivenSettings(DATABASE_URL, "postgresql://u:p@db/gate").withFile(DATABASE_PASSWORD, file));

        assertThat(postgresql.getPassword()).isEqualTo("from the file");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://u:hunter2@db:port/gate",
                "postgresql://u:hunter2%zz@db/gate",
                "postgresql://u:hunter2/x@db/gate",
                "jdbc:postgresql://db:x/gate?password=hunter2",
                "jdbc:postgresql:gate?password=hunter2%zz",
                "mysql://u:hunter2@db/gate",
            })
    void anAddressThatCannotBeReadIsRefusedWithoutItsPassword(String address) {
        assertThatThrownBy(() -> new ConfiguredDataSource(new GivenSettings(DATABASE_URL, address)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("DATABASE_URL cannot be read")
                .hasNoCause()
                .message()
                .doesNotContain("hunter2");
    }

    @Test
    void withoutAnAddressH2KeepsItsFileInTheDataDirectory(@TempDir Path directory) throws Exception {
        GivenSettings given =
                new GivenSettings(DATA_DIR, directory.resolve("new").toString());
        ConfiguredDataSource database = new ConfiguredDataSource(given);

        try (Connection connection = database.getConnection()) {
            assertThat(connection.isValid(1)).isTrue();
        }
        assertThat(directory.resolve("new/gatehouse.mv.db")).exists();
        assertThat(database.unwrap(JdbcDataSource.class).getUrl()).contains("MODE=PostgreSQL");
    }

    private static PGSimpleDataSource postgresql(GivenSettings given) throws Exception {
        return new ConfiguredDataSource(given).unwrap(PGSimpleDataSource.class);
    }
}
