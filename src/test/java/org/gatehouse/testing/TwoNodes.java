package org.gatehouse.testing;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Two nodes of one cluster, on the database of the Gatehouse under test, with its {@code SECRET_KEY}: who is known there is known
 * here. Started by the first test that asks for them, ended with this JVM. They remember for an hour, so that only what they are told
 * makes them forget. {@link Gate} is nginx in front of both, with the shipped configuration.
 */
public final class TwoNodes {
    private static final Path FOLDER = Path.of("target", "it");
    private static final Path CLOSED = FOLDER.resolve("closed-loopback.asadmin");

    private final List<Integer> grid = List.of(Ports.free(), Ports.free());
    private final Node a = new Node("a", 0, grid);
    private final Node b = new Node("b", 1, grid);

    private TwoNodes() {
        try {
            Files.writeString(
                    CLOSED,
                    Files.readString(Path.of("payara", "loopback.asadmin"))
                            + Files.readString(Path.of("payara", "cluster", "closed.asadmin")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        a.start(PayaraMicro.WAR);
        b.start(PayaraMicro.WAR);
        a.awaitReady();
        b.awaitReady();
    }

    public static Node a() {
        return Started.INSTANCE.a;
    }

    public static Node b() {
        return Started.INSTANCE.b;
    }

    /** A copy of the WAR that has another migration. */
    public static Path warWith(String migration, String sql) throws IOException {
        var copy = Files.copy(PayaraMicro.WAR, FOLDER.resolve("next.war"));
        try (var war = FileSystems.newFileSystem(copy)) {
            Files.writeString(war.getPath("WEB-INF", "classes", "db", "migration", migration), sql);
        }
        return copy;
    }

    /** One of the two. */
    public static final class Node {
        private final String name;
        private final int port = Ports.free();
        private final int gridPort;
        private final String members;
        private PayaraMicro payara;
        private int starts;

        private Node(String name, int number, List<Integer> grid) {
            this.name = name;
            this.gridPort = grid.get(number);
            this.members = grid.stream().map(port -> "127.0.0.1:" + port).collect(joining(","));
        }

        /** Where it answers, without a slash at the end. */
        public URI address() {
            return URI.create("http://localhost:" + port);
        }

        /** Begins to start it; it joins the cluster by itself. */
        public void start(Path war) {
            starts++;
            payara = PayaraMicro.start(war, port, "/", options(), settings(), log());
        }

        public void awaitReady() {
            payara.awaitReady();
        }

        public void kill() {
            payara.kill();
        }

        /** Asks it to end, and waits until it has. */
        public void stop() {
            payara.close();
        }

        public Path log() {
            return FOLDER.resolve("node-" + name + "-" + starts + ".log");
        }

        private List<String> options() {
            return List.of(
                    "--prebootcommandfile",
                    CLOSED.toString(),
                    "--postdeploycommandfile",
                    "payara/cluster/open.asadmin",
                    "--disablephonehome",
                    "--clustername",
                    "two-nodes",
                    "--interfaces",
                    "127.0.0.1",
                    "--clustermode",
                    "tcpip:" + members,
                    "--startport",
                    Integer.toString(gridPort),
                    "--shutdowngrace",
                    "6000");
        }

        private Map<String, String> settings() {
            var settings = new HashMap<>(TestEnvironment.settings());
            settings.put("DATA_DIR", FOLDER.resolve("node-" + name).toString());
            settings.put("CACHE_SECONDS", "3600");
            settings.put("RATE_LIMIT_INVITATIONS", "100000");
            return settings;
        }
    }

    /** nginx in front of the two, started by the first test that asks for it. It has to be installed. */
    public static final class Gate {
        private static final Path SHIPPED = Path.of("payara", "cluster", "nginx.conf");

        private final int port = Ports.free();
        private final Path folder;
        private final ChildProcess nginx;

        private Gate() {
            try {
                folder = Files.createDirectories(FOLDER.resolve("gate")).toAbsolutePath();
                write(Stream.of());
                nginx = ChildProcess.start(
                        "nginx",
                        List.of("nginx", "-p", folder.toString(), "-c", "main.conf", "-e", "stderr"),
                        Map.of(),
                        folder.resolve("log"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            nginx.awaitOk(URI.create("http://localhost:" + port + "/login"), "[emerg]");
        }

        /** Where it answers, without a slash at the end. */
        public static URI address() {
            return URI.create("http://localhost:" + StartedGate.INSTANCE.port);
        }

        /** Sends no new requests to the node, and lets those that run finish. */
        public static void takeOut(Node node) throws IOException, InterruptedException {
            StartedGate.INSTANCE.write(Stream.of(node));
            StartedGate.INSTANCE.reload();
        }

        private void reload() throws IOException, InterruptedException {
            new ProcessBuilder("kill", "-HUP", Long.toString(nginx.pid()))
                    .start()
                    .waitFor();
        }

        private void write(Stream<Node> out) throws IOException {
            var shipped = Files.readString(SHIPPED)
                    .replace("listen 8080;", "listen 127.0.0.1:" + port + ";")
                    .replace("gatehouse-1:8080", "127.0.0.1:" + a().port)
                    .replace("gatehouse-2:8080", "127.0.0.1:" + b().port);
            for (var node : out.toList()) {
                shipped = shipped.replace("127.0.0.1:" + node.port + ";", "127.0.0.1:" + node.port + " down;");
            }
            Files.writeString(folder.resolve("gatehouse.conf"), shipped);
            Files.writeString(folder.resolve("main.conf"), """
                    daemon off;
                    user root;
                    worker_processes 1;
                    pid nginx.pid;
                    error_log stderr;
                    events {}
                    http {
                      access_log off;
                      client_body_temp_path body;
                      proxy_temp_path proxy;
                      fastcgi_temp_path fastcgi;
                      uwsgi_temp_path uwsgi;
                      scgi_temp_path scgi;
                      include gatehouse.conf;
                    }
                    """);
        }

        private static final class StartedGate {
            static final Gate INSTANCE = new Gate();
        }
    }

    private static final class Started {
        static final TwoNodes INSTANCE = new TwoNodes();
    }
}
