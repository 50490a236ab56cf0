package org.gatehouse.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.gatehouse.access.Secret;

/**
 * What Gatehouse talks to in the integration tests, each real and started once per build: PostgreSQL, Keycloak, a mail
 * server. The Gatehouse between them runs on the Payara Micro that Arquillian starts, with {@link #settings()}.
 *
 * <pre>
 * browser ──> Gatehouse ──> PostgreSQL
 *    │            ├───────> mail server <── Mailbox
 *    └──────> Keycloak ──────────┘
 * </pre>
 */
public final class TestEnvironment {
    /** The slug of the organization whose viewers are those who run the Gatehouse under test. */
    public static final String MAPPED = "run-by-keycloak";

    private static final Path FOLDER = Path.of("target", "it");
    private static final TestEnvironment INSTANCE = new TestEnvironment();

    private final int port = Ports.free();
    private final URI gatehouse = URI.create("http://localhost:" + port);
    private final MailServer mail = MailServer.start(Ports.free());
    private final CompletableFuture<Chromium> chromium = CompletableFuture.supplyAsync(Chromium::find);
    private final Keycloak keycloak;
    private final Postgres postgres;

    private TestEnvironment() {
        try {
            Folders.delete(FOLDER);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot begin with an empty " + FOLDER, e);
        }
        keycloak = Keycloak.start(FOLDER, Ports.free(), gatehouse, mail.port(), FOLDER.resolve("keycloak.log"));
        postgres = Postgres.start();
    }

    /** Where Gatehouse answers, without a slash at the end. */
    public static URI gatehouse() {
        return INSTANCE.gatehouse;
    }

    public static Keycloak keycloak() {
        return INSTANCE.keycloak;
    }

    public static Postgres postgres() {
        return INSTANCE.postgres;
    }

    public static MailServer mail() {
        return INSTANCE.mail;
    }

    static Chromium chromium() {
        return INSTANCE.chromium.join();
    }

    /** The settings of the Gatehouse under test, as {@code docs/configuration.md} lists them. */
    public static Map<String, String> settings() {
        var settings = new TreeMap<String, String>();
        settings.put("PUBLIC_URL", gatehouse().toString());
        settings.put("DATA_DIR", FOLDER.resolve("data").toString());
        settings.put("SECRET_KEY", "only-for-tests-0123456789abcdef0123456789abcdef");
        settings.put("SHARED_TOKEN", "deterministic");
        settings.put("SHARED_TOKEN_VERSION", "tests");
        settings.put("CORS_ORIGINS", "https://app.example.com");
        settings.put("RATE_LIMIT_INVITATIONS", "100");
        settings.put("OIDC_ISSUER", keycloak().issuer().toString());
        settings.put("OIDC_CLIENT_ID", "gatehouse");
        settings.put("OIDC_CLIENT_SECRET", "demo-only-gatehouse-secret");
        settings.put("OIDC_REDIRECT_URI", gatehouse() + "/api/auth/callback");
        settings.put("OIDC_PROVIDER_NAME", "Keycloak");
        settings.put("KEYCLOAK_ADMIN_CLIENT_ID", "gatehouse-service");
        settings.put("KEYCLOAK_ADMIN_CLIENT_SECRET", "demo-only-gatehouse-service-secret");
        settings.put("KEYCLOAK_CREATE_ACCOUNTS", "accounts.example.com");
        settings.put("ROLE_MAPPING", "groups=gatehouse-admin -> " + MAPPED + ":viewer");
        settings.put("DATABASE_URL", postgres().url());
        settings.put("DATABASE_USER", "postgres");
        settings.put("DATABASE_PASSWORD", "postgres");
        settings.put("SMTP_HOST", "localhost");
        settings.put("SMTP_PORT", Integer.toString(mail().port()));
        settings.put("SMTP_FROM", "gatehouse@example.com");
        return settings;
    }

    /** What lets in to run the Gatehouse under test. */
    public static String sharedToken() {
        var token = new Secret(settings().get("SECRET_KEY")).derive("shared token", "instance", "tests", "");
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /** Writes what {@code arquillian.xml} lets Payara Micro's Java read: its options and the settings. */
    static void writeJavaOptions() {
        var options = new StringBuilder();
        PayaraMicro.JVM_OPTIONS.forEach(option -> options.append(option).append('\n'));
        options.append("-Dpayaramicro.port=").append(INSTANCE.port).append('\n');
        settings().forEach((name, value) -> options.append("\"-D%s=%s\"%n".formatted(name, value.replace("\\", "/"))));
        try {
            Files.createDirectories(FOLDER);
            Files.writeString(FOLDER.resolve("payara-java-options"), options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws IllegalStateException if the application was not deployed, with the reason from Payara's log */
    static void requireGatehouse() {
        try {
            if (Api.anonymous().get("/api/auth/me").statusCode() != 200) {
                var log = Files.readString(FOLDER.resolve("payara.log.0")).replaceAll("\u001B\\[[;\\d]*m", "");
                throw new IllegalStateException(
                        "Gatehouse has not started: " + log.substring(Math.max(0, log.indexOf("[SEVERE]"))));
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("Gatehouse does not answer", e);
        }
    }

    static void stop() {
        INSTANCE.keycloak.close();
        INSTANCE.postgres.close();
        INSTANCE.mail.close();
    }
}
