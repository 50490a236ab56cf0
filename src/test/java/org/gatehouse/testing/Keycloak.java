package org.gatehouse.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
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

    private final CompletableFuture<ChildProcess> process;
    private final URI address;

    private Keycloak(CompletableFuture<ChildProcess> process, URI address) {
        this.process = process;
        this.address = address;
    }

    /**
     * Starts Keycloak and does not wait, neither for its first build nor for its start.
     *
     * @param folder where it keeps what it is given to keep
     * @param gatehouse the public URL of the Gatehouse that people may come from
     */
    public static Keycloak start(Path folder, int port, URI gatehouse, int smtpPort, Path log) {
        var address = URI.create("http://localhost:" + port);
        var process = CompletableFuture.supplyAsync(() -> {
            var home = folder.resolve(version());
            setUp(home, gatehouse + " " + smtpPort);
            return startProcess(home, address, gatehouse, smtpPort, log);
        });
        return new Keycloak(process, address);
    }

    /** Its administration console, for admin / admin. */
    public URI address() {
        return address;
    }

    public URI issuer() {
        return address.resolve("/realms/gatehouse");
    }

    public void awaitReady() {
        process.join().awaitOk(URI.create(issuer() + "/.well-known/openid-configuration"), "Failed to start server");
    }

    @Override
    public void close() {
        process.join().close();
    }

    static boolean isBuilt() {
        return CacheFolder.contains(version());
    }

    private static void setUp(Path home, String addresses) {
        try {
            if (!Files.exists(home)) {
                var unfinished = Path.of(home + ".unfinished");
                Folders.delete(unfinished);
                Files.createDirectories(unfinished);
                Folders.copy(built(), unfinished);
                Files.move(unfinished, home);
            }
            putRealm(home.resolve("data"), addresses);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot set up " + home, e);
        }
    }

    /** Keycloak never imports a realm that it has: if there is something new in it, it must forget the old one. */
    private static void putRealm(Path data, String addresses) throws IOException {
        var realm = Files.readString(REALM);
        var imported = data.resolve("imported");
        var toImport = addresses + "\n" + realm;
        if (!Files.exists(imported) || !Files.readString(imported).equals(toImport)) {
            Folders.delete(data);
            Files.createDirectories(data.resolve("import"));
            Files.writeString(data.resolve("import").resolve(REALM.getFileName()), realm);
            Files.writeString(imported, toImport);
        }
    }

    private static ChildProcess startProcess(Path home, URI address, URI gatehouse, int smtpPort, Path log) {
        var environment = new HashMap<>(JAVA);
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
                "--http-port=" + address.getPort(),
                "--hostname=" + address);
        return ChildProcess.start("Keycloak", command, environment, log);
    }

    private static Path built() {
        return CacheFolder.get(version(), folder -> {
            try (var zip = Files.newInputStream(ARCHIVE)) {
                Folders.unzip(zip, folder);
            }
            ChildProcess.start(
                            "Keycloak's build",
                            script(folder, "build", "--db=dev-file"),
                            JAVA,
                            folder.resolve("build.log"))
                    .awaitSuccess();
        });
    }

    private static String version() {
        try (var zip = new ZipInputStream(Files.newInputStream(ARCHIVE))) {
            return Path.of(zip.getNextEntry().getName()).getName(0).toString();
        } catch (IOException e) {
            throw new UncheckedIOException("no Keycloak in " + ARCHIVE, e);
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
