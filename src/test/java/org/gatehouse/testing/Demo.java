package org.gatehouse.testing;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;

/**
 * Gatehouse with all that belongs to it, to be tried in a browser: {@code ./mvnw -Pdemo}. Everything listens on this
 * machine only, keeps its data in {@code .demo}, and ends with this JVM. With {@code -Ddemo.token} it is Gatehouse alone, with
 * nothing configured: a random token lets in whoever has the address.
 */
public final class Demo {
    private static final Path FOLDER = Path.of(".demo");
    private static final Pattern ADDRESS_TO_OPEN = Pattern.compile("http://\\S+/\\?access_token=[\\w-]+");
    private static final long NEEDED_BYTES = 1_500_000_000L;

    private final int port = port("demo.port", 8080);
    private final int keycloakPort = port("demo.keycloak.port", 8180);
    private final int smtpPort = port("demo.smtp.port", 1025);
    private final int mailPort = port("demo.mail.port", 8025);
    private final URI gatehouse = URI.create("http://localhost:" + port);
    private final Instant begin = Instant.now();

    private volatile boolean stopping;
    private volatile boolean failed;

    private Demo() {}

    public static void main(String[] args) throws InterruptedException {
        var demo = new Demo();
        Runtime.getRuntime().addShutdownHook(new Thread(demo::stopping));
        try {
            demo.start();
        } catch (IOException | RuntimeException e) {
            demo.fail(e);
        }
        new CountDownLatch(1).await();
    }

    private void start() throws IOException {
        requirePort(port, "Gatehouse", "demo.port");
        if (System.getProperty("demo.token") != null) {
            startAlone();
        } else {
            startWithAll();
        }
    }

    private void startAlone() throws IOException {
        prepareFolder();
        say("Gatehouse: starting");
        var log = FOLDER.resolve("gatehouse.log");
        var data = Map.of("DATA_DIR", FOLDER.resolve("data").toString(), "PUBLIC_URL", gatehouse.toString());
        PayaraMicro.start(port, "/", data, log).awaitReady();
        var line = ADDRESS_TO_OPEN.matcher(Files.readString(log));
        if (!line.find()) {
            throw new IllegalStateException("Gatehouse does not say which address to open: see " + log);
        }
        System.out.printf("""

                  Gatehouse is ready, and whoever has this address runs it:

                  %s

                  Data and logs are in .demo; -Ddemo.fresh starts from empty. Ctrl-C stops it.

                """, line.group());
        Browser.open(URI.create(line.group()));
    }

    private void startWithAll() throws IOException {
        requirePort(keycloakPort, "Keycloak", "demo.keycloak.port");
        requirePort(smtpPort, "the mail server", "demo.smtp.port");
        requirePort(mailPort, "the page that shows mail", "demo.mail.port");
        prepareFolder();

        Inbox.start(mailPort, MailServer.start(smtpPort));
        say("Mail server: ready");

        say(Keycloak.isBuilt() ? "Keycloak: starting" : "Keycloak: unpacking and building it, once for this machine");
        var keycloak = Keycloak.start(FOLDER, keycloakPort, gatehouse, smtpPort, FOLDER.resolve("keycloak.log"));
        say("Gatehouse: starting");
        var payara = PayaraMicro.start(port, "/", settings(keycloak), FOLDER.resolve("gatehouse.log"));
        payara.awaitReady();
        say("Gatehouse: ready");
        keycloak.awaitReady();
        say("Keycloak: ready");
        invite(keycloak);
        Browser.open(gatehouse);
    }

    private void prepareFolder() throws IOException {
        if (System.getProperty("demo.fresh") != null) {
            Folders.delete(FOLDER);
            say("Starting from empty");
        }
        Files.createDirectories(FOLDER);
        requireDisk();
    }

    private Map<String, String> settings(Keycloak keycloak) throws IOException {
        return Map.ofEntries(
                Map.entry("PUBLIC_URL", gatehouse.toString()),
                Map.entry("DATA_DIR", FOLDER.resolve("data").toString()),
                Map.entry("SECRET_KEY", secretKey()),
                Map.entry("OIDC_ISSUER", keycloak.issuer().toString()),
                Map.entry("OIDC_CLIENT_ID", "gatehouse"),
                Map.entry("OIDC_CLIENT_SECRET", "demo-only-gatehouse-secret"),
                Map.entry("OIDC_PROVIDER_NAME", "Keycloak"),
                Map.entry("KEYCLOAK_ADMIN_CLIENT_ID", "gatehouse-service"),
                Map.entry("KEYCLOAK_ADMIN_CLIENT_SECRET", "demo-only-gatehouse-service-secret"),
                Map.entry("KEYCLOAK_CREATE_ACCOUNTS", "true"),
                Map.entry("SMTP_HOST", "localhost"),
                Map.entry("SMTP_PORT", Integer.toString(smtpPort)),
                Map.entry("SMTP_FROM", "gatehouse@example.com"));
    }

    /** Made at the first start, and kept, so that nobody is signed out by the next. */
    private static String secretKey() throws IOException {
        var file = FOLDER.resolve("secret-key");
        if (!Files.exists(file)) {
            var key = new byte[48];
            new SecureRandom().nextBytes(key);
            Files.createFile(file, onlyForTheOwner());
            Files.writeString(file, Base64.getEncoder().encodeToString(key));
        }
        return Files.readString(file);
    }

    private static FileAttribute<?>[] onlyForTheOwner() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private void invite(Keycloak keycloak) {
        System.out.printf("""

                  +--------------------------------------------------------------------+
                  |  Gatehouse is ready:  %-44s |
                  |                                                                    |
                  |  Sign in as           alice, bob, carol or dave                    |
                  |                       (the password is the name; dave's address    |
                  |                       is not verified; alice runs this Gatehouse,  |
                  |                       see Admin in her menu)                       |
                  |  Mail arrives at      %-44s |
                  |  Keycloak             %-44s |
                  |                       (admin / admin)                              |
                  |                                                                    |
                  |  Data and logs are in .demo; -Ddemo.fresh starts from empty.       |
                  |  Ctrl-C stops everything.                                          |
                  +--------------------------------------------------------------------+

                """, gatehouse, "http://localhost:" + mailPort, keycloak.address());
    }

    private void say(String progress) {
        System.out.printf(
                "  [%3d s] %s%n", Duration.between(begin, Instant.now()).toSeconds(), progress);
    }

    private void stopping() {
        stopping = true;
        if (!failed) {
            System.out.printf("%n  Stopping%n");
        }
    }

    /** One sentence and no stack trace: it is the machine that needs a change, not the program. */
    private void fail(Exception reason) {
        if (!stopping) {
            failed = true;
            System.out.printf("%n  %s%n%n", reason.getMessage());
            System.exit(1);
        }
    }

    private static int port(String setting, int usual) {
        return Integer.getInteger(setting, usual);
    }

    private static void requirePort(int port, String who, String setting) {
        if (Ports.inUse(port)) {
            throw new IllegalStateException(
                    "Port %d is in use, and %s needs it: end the program that uses it, or choose another port with -D%s=%d"
                            .formatted(port, who, setting, port + 1000));
        }
    }

    private static void requireDisk() throws IOException {
        for (var folder : new Path[] {FOLDER.toAbsolutePath(), Path.of(System.getProperty("user.home"))}) {
            if (Files.getFileStore(folder).getUsableSpace() < NEEDED_BYTES) {
                throw new IllegalStateException(
                        "There is too little disk space at %s: the demo needs 1.5 GB, please make room."
                                .formatted(folder));
            }
        }
    }
}
