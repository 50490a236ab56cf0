package org.gatehouse.testing;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/**
 * A Gatehouse that trusts a {@link FakeProvider}, on a Payara Micro and a database of its own: started by the first test
 * that asks for it, shared by all, ended with this JVM. A test that has unknown keys looked for, or the provider down, tidies
 * up after itself.
 */
public final class FakeProviderGatehouse {
    private static final String DATABASE = "fake_provider";
    public static final String PREVIOUS_ISSUER = "https://before.example.com";
    private static final Path LOG = Path.of("target", "it", "fake-provider.log");

    private final FakeProvider provider = FakeProvider.start();
    private final PayaraMicro payara;

    private FakeProviderGatehouse() {
        TestEnvironment.postgres().create(DATABASE);
        var port = Ports.free();
        payara = PayaraMicro.start(
                port,
                "/",
                Map.ofEntries(
                        Map.entry("PUBLIC_URL", "http://localhost:" + port),
                        Map.entry("SECRET_KEY", "another-one-for-tests-0123456789abcdef0123456789"),
                        Map.entry(
                                "SECRET_KEY_PREVIOUS",
                                TestEnvironment.settings().get("SECRET_KEY")),
                        Map.entry("OIDC_ISSUER", provider.issuer()),
                        Map.entry("OIDC_CLIENT_ID", FakeProvider.CLIENT_ID),
                        Map.entry("OIDC_CLIENT_SECRET", FakeProvider.CLIENT_SECRET),
                        Map.entry("ADMIN_EMAILS", "Root@example.com, boss@example.com"),
                        Map.entry("OIDC_PREVIOUS_ISSUER", PREVIOUS_ISSUER),
                        Map.entry(
                                "ROLE_MAPPING",
                                "groups=engineers -> mapped:editor; groups=leads -> mapped:admin; groups=heads -> headed:owner"),
                        Map.entry("RATE_LIMIT_SIGN_INS", "1000"),
                        Map.entry("RATE_LIMIT_FAILURES", "1000"),
                        Map.entry("DATABASE_URL", TestEnvironment.postgres().url(DATABASE)),
                        Map.entry("DATABASE_USER", "postgres"),
                        Map.entry("GUARDED_APPS_FILE", "payara/guarded-apps.json")),
                LOG);
        payara.awaitReady();
    }

    public static FakeProvider provider() {
        return Started.INSTANCE.provider;
    }

    /** Where it answers, without a slash at the end. */
    public static URI address() {
        return Started.INSTANCE.payara.address();
    }

    /** Its database. */
    public static DataSource database() {
        return TestEnvironment.postgres().dataSource(DATABASE);
    }

    /** Unknown keys are looked for twice in ten seconds, whichever test asks. */
    public static void awaitKeysMayBeFetched() throws InterruptedException {
        TimeUnit.SECONDS.sleep(11);
    }

    /** What it has logged so far. */
    public static String log() throws IOException {
        return Files.readString(LOG);
    }

    /**
     * Somebody of the provider who is signed in there, with a cookie that was signed before {@code SECRET_KEY} changed.
     *
     * @param providerSession what the provider calls its own session
     */
    public static Newcomer signedIn(String subject, String providerSession) throws SQLException {
        var session = UUID.randomUUID();
        var issuer = provider().issuer();
        run("""
                insert into app_user (id, issuer, subject, email_verified, name, created_at, last_sign_in_at)
                values (gen_random_uuid(), ?, ?, false, 'Somebody', now(), now()) on conflict do nothing""", issuer, subject);
        run("""
                insert into user_session
                  (id, user_id, id_token, provider_session_id, created_at, last_seen_at, expires_at)
                select ?, id, 'id-token', ?, now(), now(), now() + interval '1 day'
                from app_user where issuer = ? and subject = ?""", session, providerSession, issuer, subject);
        return Newcomer.with("Cookie", "gatehouse_session=" + Newcomer.sessionToken(session));
    }

    private static void run(String sql, Object... values) throws SQLException {
        try (var connection = database().getConnection();
                var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }

    private static final class Started {
        static final FakeProviderGatehouse INSTANCE = new FakeProviderGatehouse();
    }
}
