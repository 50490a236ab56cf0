package org.gatehouse.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

    /**
     * Ends all connections and the server, as an update does.
     *
     * @return what starts it again, where it was and with what it had
     */
    public Runnable stop() {
        try (var connection = dataSource().getConnection();
                var statement = connection.createStatement();
                var answer = statement.executeQuery("""
                        select current_setting('data_directory'), split_part(pg_read_file('postmaster.pid'), chr(10), 1),
                          regexp_replace(pg_read_file('postmaster.opts'), '^\\S+ "-D" "[^"]*"|\\n', '', 'g')""")) {
            answer.next();
            var folder = answer.getString(1);
            var options = answer.getString(3);
            var program = ProcessHandle.of(answer.getLong(2))
                    .flatMap(process -> process.info().command())
                    .map(command -> Path.of(command).resolveSibling("pg_ctl").toString())
                    .orElseThrow();
            control(program, "stop", "-D", folder, "-m", "fast", "-w");
            return () -> control(program, "start", "-D", folder, "-o", options, "-w");
        } catch (SQLException e) {
            throw new IllegalStateException("cannot stop PostgreSQL", e);
        }
    }

    private static void control(String program, String... arguments) {
        var command = new ArrayList<String>();
        if (System.getProperty("user.name").equals("root")) {
            // which pg_ctl refuses to be
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(program);
        command.addAll(List.of(arguments));
        ChildProcess.start("pg_ctl", command, Map.of(), Path.of("target", "it", "pg_ctl.log"))
                .awaitSuccess();
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
