package org.gatehouse.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A real reverse proxy with the configuration that is shipped for it, of which nothing but hosts, ports and certificates is
 * changed, and the lines for a second application are switched on. The program has to be installed: Debian's packages
 * {@code nginx-light} and {@code caddy}. The application's host is called {@code sales.localhost}, which browsers take for this
 * machine; Java does not, and comes by {@code localhost}.
 */
public enum ReverseProxy {
    NGINX("nginx.conf") {
        @Override
        String adapt(String shipped, int gate, int sales) {
            return shipped.replaceAll(" *ssl_certificate.*\n", "")
                    .replaceFirst("listen 443 ssl;", "listen 127.0.0.1:" + gate + ";")
                    .replaceFirst("listen 443 ssl;", "listen 127.0.0.1:" + sales + ";")
                    .replace("# ~^/dashboard", "~^/dashboard")
                    .replace("server_name gate.example.com", "server_name localhost")
                    .replace("server_name sales.example.com", "server_name sales.localhost localhost")
                    .replaceFirst("\\$server_name;", "\\$server_name:" + gate + ";")
                    .replace("$server_name;", "$server_name:" + sales + ";");
        }

        @Override
        List<String> command(Path folder, Path configuration) throws IOException {
            var main = """
                    daemon off;
                    master_process off;
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
                      include %s;
                    }
                    """.formatted(configuration);
            var file = Files.writeString(folder.resolve("main.conf"), main);
            return List.of("nginx", "-p", folder.toString(), "-c", file.toString(), "-e", "stderr");
        }
    },
    CADDY("Caddyfile") {
        @Override
        String adapt(String shipped, int gate, int sales) {
            return "{\n\tadmin off\n\tauto_https off\n}\n"
                    + shipped.replace("gate.example.com {", "http://localhost:" + gate + " {")
                            .replace(
                                    "sales.example.com {",
                                    "http://sales.localhost:" + sales + ", http://localhost:" + sales + " {")
                            .replace("# @dashboard", "@dashboard")
                            .replace("# reverse_proxy @dashboard", "reverse_proxy @dashboard")
                            .replace("Host sales.example.com", "Host sales.localhost:" + sales);
        }

        @Override
        List<String> command(Path folder, Path configuration) {
            return List.of("caddy", "run", "--adapter", "caddyfile", "--config", configuration.toString());
        }
    };

    private final String file;

    ReverseProxy(String file) {
        this.file = file;
    }

    abstract String adapt(String shipped, int gate, int sales);

    abstract List<String> command(Path folder, Path configuration) throws IOException;

    /** Each of them, in front of the Gatehouse under test and an application. */
    public static Map<ReverseProxy, Running> all(URI application, URI dashboard) {
        return all(TestEnvironment.gatehouse(), application, dashboard);
    }

    /** @param gatehouse or something that stands in for it, which answers 200 at {@code /login} */
    public static Map<ReverseProxy, Running> all(URI gatehouse, URI application, URI dashboard) {
        var all = new EnumMap<ReverseProxy, Running>(ReverseProxy.class);
        for (var kind : values()) {
            all.put(kind, kind.start(gatehouse, application, dashboard));
        }
        return all;
    }

    /** Starts it and waits for it. */
    private Running start(URI gatehouse, URI application, URI dashboard) {
        var gate = Ports.free();
        var sales = Ports.free();
        try {
            var folder = Files.createTempDirectory(
                            Files.createDirectories(Path.of("target", "it")), name().toLowerCase(Locale.ROOT))
                    .toAbsolutePath();
            var adapted = adapt(Files.readString(Path.of("payara", "proxy", file)), gate, sales)
                    .replace("127.0.0.1:8080", address(gatehouse))
                    .replace("127.0.0.1:2718", address(application))
                    .replace("127.0.0.1:2719", address(dashboard));
            var configuration = Files.writeString(folder.resolve(file), adapted);
            var process = ChildProcess.start(
                    name(),
                    command(folder, configuration),
                    Map.of("XDG_DATA_HOME", folder.toString(), "XDG_CONFIG_HOME", folder.toString()),
                    folder.resolve("log"));
            process.awaitOk(URI.create("http://localhost:" + gate + "/login"), "no such failure");
            return new Running(
                    process,
                    URI.create("http://localhost:" + gate),
                    URI.create("http://localhost:" + sales),
                    "sales.localhost:" + sales);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String address(URI server) {
        return server.getAuthority().replace("localhost", "127.0.0.1");
    }

    /**
     * One that runs.
     *
     * @param gate where it has Gatehouse
     * @param sales where it has the application, and below {@code /dashboard} the other
     * @param host what it calls that
     */
    public record Running(AutoCloseable process, URI gate, URI sales, String host) implements AutoCloseable {
        @Override
        public void close() {
            ((ChildProcess) process).close();
        }
    }
}
