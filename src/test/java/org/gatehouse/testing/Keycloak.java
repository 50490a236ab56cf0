package org.gatehouse.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipInputStream;

/**
 * The OpenID Provider: a Keycloak of its own with the realm of {@code keycloak-realm/}. Unpacking and building it takes
 * longest, so that this is done once per machine and version, and copied from there.
 */
public final class Keycloak implements AutoCloseable {
    private static final Path ARCHIVE = Path.of("target", "servers", "keycloak-quarkus-dist.zip");
    private static final Path REALM = Path.of("keycloak-realm", "gatehouse-realm.json");

    /** Less compiling and less memory: it serves a handful of people for some minutes. */
    private static final Map<String, String> JAVA = Map.of(
            "JAVA_HOME", System.getProperty("java.home"),
            "JAVA_OPTS_KC_HEAP", "-Xms64m -Xmx512m",
            "JAVA_OPTS_APPEND", "-XX:TieredStopAtLevel=1");

    private final ServerProcess process;
    private final URI address;

    private Keycloak(ServerProcess process, URI address) {
        this.process = process;
        this.address = address;
    }

    /**
     * Starts Keycloak and does not wait for it.
     *
     * @param home its folder, made if it does not exist; what is in it is kept
     * @param gatehouse the public URL of the Gatehouse that people may come from
     */
    static Keycloak start(Path home, int port, URI gatehouse, int smtpPort, Path log) {
        var address = URI.create("http://localhost:" + port);
        try {
            if (!Files.exists(home)) {
                Files.createDirectories(home.toAbsolutePath().getParent());
                Folders.copy(built(), home);
            }
            var realms = Files.createDirectories(home.resolve("data").resolve("import"));
            Files.copy(REALM, realms.resolve(REALM.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot set up " + home, e);
        }

        var environment = new java.util.HashMap<>(JAVA);
        environment.put("KC_BOOTSTRAP_ADMIN_USERNAME", "admin");
        environment.put("KC_BOOTSTRAP_ADMIN_PASSWORD", "admin");
        environment.put("GATEHOUSE_URL", gatehouse.toString());
        environment.put("GATEHOUSE_SMTP_PORT", Integer.toString(smtpPort));
        var command = script(
                home,
                "start",
                "--optimized",
                "--import-realm",
                "--cache=local",
                "--http-enabled=true",
                "--http-host=127.0.0.1",
                "--http-port=" + port,
                "--hostname=" + address);
        return new Keycloak(ServerProcess.start("Keycloak", command, environment, log), address);
    }

    /** Its administration console, for admin / admin. */
    public URI address() {
        return address;
    }

    public URI issuer() {
        return address.resolve("/realms/gatehouse");
    }

    public void awaitReady() {
        process.awaitOk(URI.create(issuer() + "/.well-known/openid-configuration"));
    }

    @Override
    public void close() {
        process.close();
    }

    private static Path built() throws IOException {
        return CacheFolder.get(version(), folder -> {
            try (InputStream zip = Files.newInputStream(ARCHIVE)) {
                Folders.unzip(zip, folder);
            }
            build(folder);
        });
    }

    private static String version() throws IOException {
        try (var zip = new ZipInputStream(Files.newInputStream(ARCHIVE))) {
            return Path.of(zip.getNextEntry().getName()).getName(0).toString();
        }
    }

    private static void build(Path home) throws IOException {
        var log = home.resolve("build.log");
        var builder = new ProcessBuilder(script(home, "build", "--db=dev-file"))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(JAVA);
        try {
            var build = builder.start();
            if (!build.waitFor(5, TimeUnit.MINUTES) || build.exitValue() != 0) {
                build.destroyForcibly();
                throw new IOException("Keycloak's build failed, see " + log);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Keycloak's build was interrupted", e);
        }
    }

    private static List<String> script(Path home, String... arguments) {
        var bin = home.toAbsolutePath().resolve("bin");
        var command = new ArrayList<String>();
        if (System.getProperty("os.name").startsWith("Windows")) {
            command.add(bin.resolve("kc.bat").toString());
        } else {
            command.addAll(List.of("sh", bin.resolve("kc.sh").toString()));
        }
        command.addAll(List.of(arguments));
        return command;
    }
}
