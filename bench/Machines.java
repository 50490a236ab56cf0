import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gatehouse.testing.ChildProcess;
import org.gatehouse.testing.FakeProvider;
import org.gatehouse.testing.Ports;

/**
 * What runs: PostgreSQL, Gatehouse on a Payara Micro, and the units on another one with the same options. All of it listens on
 * loopback only, and ends with this JVM.
 */
final class Machines {
    static final String SECRET_KEY = "only-for-the-bench-0123456789abcdef0123456789abcdef";

    /** As {@code payara/gatehouse.options}, and as much memory for both. */
    private static final List<String> JAVA = List.of("-Xmx512m", "-XX:+ExitOnOutOfMemoryError");

    private static final List<String> PAYARA =
            List.of("--nohazelcast", "--disablephonehome", "--prebootcommandfile", "payara/loopback.asadmin");

    private final int unitsPort = Ports.free();
    private final int gatehousePort = Ports.free();
    private final Connection database;
    private final Connection statistics;
    private final long postgres;
    private final FakeProvider provider = FakeProvider.start();
    private final ChildProcess units;
    private final ChildProcess gatehouse;

    Machines() throws IOException, SQLException {
        // the statements that it counts are Gatehouse's alone: ours are in another database
        var server = EmbeddedPostgres.builder()
                .setServerConfig("shared_preload_libraries", "pg_stat_statements")
                .setServerConfig("synchronous_commit", "off")
                .start();
        statistics = server.getPostgresDatabase().getConnection();
        try (var statement = statistics.createStatement()) {
            statement.execute("create extension pg_stat_statements");
            statement.execute("create database gatehouse");
        }
        database = server.getDatabase("postgres", "gatehouse").getConnection();
        postgres = Cpu.now().parent(ask("select pg_backend_pid()"));
        units = payara("units", unitsPort, Map.of(), "target/bench/servlet.war", "target/bench/resource.war");
        units.awaitOk(unit("/resource/api/unit"), "Exception while loading the app");
        gatehouse = payara("gatehouse", gatehousePort, settings(server.getPort(), gatehouse(""), provider.issuer()), "target/bench/ROOT.war");
        gatehouse.awaitOk(gatehouse("/api/auth/me"), "Exception while loading the app");
    }

    /** Where the units answer. */
    URI unit(String path) {
        return URI.create("http://localhost:" + unitsPort + path);
    }

    URI gatehouse(String path) {
        return URI.create("http://localhost:" + gatehousePort + path);
    }

    Connection database() {
        return database;
    }

    FakeProvider provider() {
        return provider;
    }

    long units() {
        return units.pid();
    }

    long gatehouse() {
        return gatehouse.pid();
    }

    long postgres() {
        return postgres;
    }

    /** Whatever has to do with a measurement: these, and this program with what loads. */
    List<Long> all() {
        return List.of(postgres, ProcessHandle.current().pid());
    }

    /** How many statements Gatehouse has sent so far, those that begin and end a transaction not counted. */
    long statements() throws SQLException {
        return ask("""
                select coalesce(sum(calls), 0) from pg_stat_statements
                where dbid = (select oid from pg_database where datname = 'gatehouse')
                  and query not in ('BEGIN', 'COMMIT', 'ROLLBACK')""");
    }

    private long ask(String query) throws SQLException {
        try (var statement = statistics.createStatement();
                var row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    static ChildProcess payara(String name, int port, Map<String, String> settings, String... wars) {
        var command = new ArrayList<String>();
        command.add(ChildProcess.java());
        command.addAll(JAVA);
        if (System.getenv("PROFILE") != null) {
            command.add("-XX:StartFlightRecording=settings=profile,filename=target/bench/" + name + ".jfr");
        }
        command.addAll(List.of("-jar", "target/servers/payara-micro.jar"));
        List.of(wars).forEach(war -> command.addAll(List.of("--deploy", war)));
        command.addAll(List.of("--port", Integer.toString(port)));
        command.addAll(PAYARA);
        return ChildProcess.start(name, command, settings, Path.of("target", "bench", name + ".log"));
    }

    /** Of a Gatehouse with a database of this server, without mail. */
    static Map<String, String> settings(int postgresPort, URI gatehouse, String issuer) {
        return Map.of(
                "PUBLIC_URL", gatehouse.toString(),
                "SECRET_KEY", SECRET_KEY,
                "OIDC_ISSUER", issuer,
                "OIDC_CLIENT_ID", "gatehouse",
                "OIDC_CLIENT_SECRET", "only-for-the-bench",
                "DATABASE_URL", "jdbc:postgresql://localhost:" + postgresPort + "/gatehouse",
                "DATABASE_USER", "postgres",
                "DATABASE_PASSWORD", "postgres",
                "DATA_DIR", "target/bench/data");
    }
}
