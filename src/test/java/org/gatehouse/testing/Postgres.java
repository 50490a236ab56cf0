package org.gatehouse.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import javax.sql.DataSource;

/** A PostgreSQL server of its own, empty, on a free port. It ends with this JVM at the latest. */
public final class Postgres implements AutoCloseable {
    private static final String DATABASE = "postgres";

    private final EmbeddedPostgres server;

    private Postgres(EmbeddedPostgres server) {
        this.server = server;
    }

    public static Postgres start() {
        try {
            // nothing that a test writes has to survive a power cut
            return new Postgres(EmbeddedPostgres.builder()
                    .setOverrideWorkingDirectory(
                            CacheFolder.root().resolve("postgres").toFile())
                    .setServerConfig("shared_preload_libraries", "pg_stat_statements")
                    .setServerConfig("fsync", "off")
                    .setServerConfig("synchronous_commit", "off")
                    .setServerConfig("full_page_writes", "off")
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start PostgreSQL", e);
        }
    }

    /** For user {@code postgres} and any password. */
    public String url() {
        return url(DATABASE);
    }

    public DataSource dataSource() {
        return dataSource(DATABASE);
    }

    /** Another database of the same server, which has to be {@linkplain #create(String) created}. */
    public String url(String database) {
        return "jdbc:postgresql://localhost:" + server.getPort() + "/" + database;
    }

    public DataSource dataSource(String database) {
        return server.getDatabase("postgres", database);
    }

    public void create(String database) {
        try (var connection = dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate("create database " + database);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot create " + database, e);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot stop PostgreSQL", e);
        }
    }
}
