package org.gatehouse.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Gatehouses that mirror their organizations to the {@link MirroredRealm}, each through a {@link FaultyKeycloak} of its own, on one
 * database: one that is shared by all tests, and a second that a test may start and kill.
 */
public final class MirrorGatehouse implements AutoCloseable {
    private static final String DATABASE = "mirror";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final FaultyKeycloak keycloak = new FaultyKeycloak();
    private final PayaraMicro payara;

    private MirrorGatehouse(String name) {
        var port = Ports.free();
        payara = PayaraMicro.start(
                port,
                "/",
                Map.ofEntries(
                        Map.entry("PUBLIC_URL", "http://localhost:" + port),
                        Map.entry("SECRET_KEY", TestEnvironment.settings().get("SECRET_KEY")),
                        Map.entry("OIDC_ISSUER", MirroredRealm.issuer().toString()),
                        Map.entry("OIDC_CLIENT_ID", "gatehouse"),
                        Map.entry("OIDC_CLIENT_SECRET", "demo-only-gatehouse-secret"),
                        Map.entry("KEYCLOAK_ADMIN_CLIENT_ID", "gatehouse-service"),
                        Map.entry("KEYCLOAK_ADMIN_CLIENT_SECRET", "demo-only-gatehouse-service-secret"),
                        Map.entry("KEYCLOAK_URL", keycloak.address().toString()),
                        Map.entry("KEYCLOAK_MIRROR_ORGANIZATIONS", "true"),
                        Map.entry("DATABASE_URL", TestEnvironment.postgres().url(DATABASE)),
                        Map.entry("DATABASE_USER", "postgres")),
                Path.of("target", "it", name + ".log"));
        payara.awaitReady();
    }

    /** The one that all tests share. */
    public static MirrorGatehouse shared() {
        return Started.INSTANCE;
    }

    /** A second node beside the shared one. */
    public static MirrorGatehouse second() {
        shared();
        return new MirrorGatehouse("mirror-2");
    }

    public FaultyKeycloak keycloak() {
        return keycloak;
    }

    /** An address of this node. */
    public String at(String path) {
        return payara.address() + path;
    }

    /** Ends the process at once, in the middle of whatever it does. */
    public void kill() {
        payara.kill();
    }

    @Override
    public void close() {
        payara.close();
    }

    /** Somebody of the realm who is signed in, in a browser. */
    public static Person person(String name) throws SQLException {
        var subject = MirroredRealm.console()
                .users()
                .searchByUsername(name, true)
                .get(0)
                .getId();
        return signedIn(name, MirroredRealm.issuer().toString(), subject, false);
    }

    public static Person administrator() throws SQLException {
        return signedIn("root", "https://nowhere.example.com", UUID.randomUUID().toString(), true);
    }

    private static Person signedIn(String name, String issuer, String subject, boolean administrator)
            throws SQLException {
        shared();
        var email = name + "@example.com";
        run("""
                insert into app_user (id, issuer, subject, email, email_key, email_verified, name, administrator,
                  created_at, last_sign_in_at)
                values (gen_random_uuid(), ?, ?, ?, ?, true, ?, ?, now(), now()) on conflict do nothing""", issuer, subject, email, email, name, administrator);
        var session = UUID.randomUUID();
        run("""
                insert into user_session (id, user_id, id_token, created_at, last_seen_at, expires_at)
                select ?, id, 'none', now(), now(), now() + interval '1 day' from app_user
                where issuer = ? and subject = ?""", session, issuer, subject);
        return new Person(
                name, email, Newcomer.with("Cookie", "gatehouse_session=" + Newcomer.sessionToken(session)), session);
    }

    /** Waits until something is so. */
    public static void await(String what, BooleanSupplier condition) throws InterruptedException {
        var deadline = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("still not so: " + what).isBefore(deadline);
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    public static void run(String sql, Object... values) throws SQLException {
        try (var connection = TestEnvironment.postgres().dataSource(DATABASE).getConnection();
                var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }

    public static long count(String from) {
        try (var connection = TestEnvironment.postgres().dataSource(DATABASE).getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from " + from)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** Who uses a Gatehouse, by whole addresses. */
    public record Person(String name, String email, Newcomer api, UUID session) {}

    private static final class Started {
        static final MirrorGatehouse INSTANCE = start();

        private static MirrorGatehouse start() {
            var realm = CompletableFuture.runAsync(MirroredRealm::create);
            TestEnvironment.postgres().create(DATABASE);
            var gatehouse = new MirrorGatehouse("mirror-1");
            realm.join();
            return gatehouse;
        }
    }
}
