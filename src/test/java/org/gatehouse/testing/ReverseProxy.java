package org.gatehouse.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A real reverse proxy with the configuration that is shipped for it, of which nothing but hosts, ports and certificates is
 * changed. The program has to be installed: Debian's packages {@code nginx-light} and {@code caddy}.
 */
public enum ReverseProxy {
    NGINX("nginx.conf") {
        @Override
        String adapt(String shipped, int gate, int sales, String gatehouse, String application) {
            return shipped.replaceAll(" *ssl_certificate.*\n", "")
                    .replaceFirst("listen 443 ssl;", "listen 127.0.0.1:" + gate + ";")
                    .replaceFirst("listen 443 ssl;", "listen 127.0.0.1:" + sales + ";")
                    .replace("server_name sales.example.com", "server_name localhost")
                    .replace("$server_name;", "$server_name:" + sales + ";")
                    .replace("127.0.0.1:8080", gatehouse)
                    .replace("127.0.0.1:2718", application);
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
        String adapt(String shipped, int gate, int sales, String gatehouse, String application) {
            return "{\n\tadmin off\n\tauto_https off\n}\n"
                    + shipped.replace("gate.example.com {", "http://localhost:" + gate + " {")
                            .replace("sales.example.com {", "http://localhost:" + sales + " {")
                            .replace("X-Forwarded-Host sales.example.com", "X-Forwarded-Host localhost:" + sales)
                            .replace("127.0.0.1:8080", gatehouse)
                            .replace("127.0.0.1:2718", application);
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

    abstract String adapt(String shipped, int gate, int sales, String gatehouse, String application);

    abstract List<String> command(Path folder, Path configuration) throws IOException;

    /** Starts it in front of the Gatehouse under test and an application, and waits for it. */
    public Running start(URI application) {
        var gate = Ports.free();
        var sales = Ports.free();
        var folder = Path.of("target", "it", name()).toAbsolutePath();
        try {
            Files.createDirectories(folder);
            var shipped = Files.readString(Path.of("payara", "proxy", file));
            var adapted = adapt(
                    shipped,
                    gate,
                    sales,
                    TestEnvironment.gatehouse().getAuthority().replace("localhost", "127.0.0.1"),
                    application.getAuthority());
            var configuration = Files.writeString(folder.resolve(file), adapted);
            var process = ChildProcess.start(
                    name(),
                    command(folder, configuration),
                    Map.of("XDG_DATA_HOME", folder.toString(), "XDG_CONFIG_HOME", folder.toString()),
                    folder.resolve("log"));
            process.awaitOk(URI.create("http://localhost:" + gate + "/login"), "no such failure");
            return new Running(
                    process, URI.create("http://localhost:" + gate), URI.create("http://localhost:" + sales));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * One that runs.
     *
     * @param gate where it has Gatehouse
     * @param sales where it has the application
     */
    public record Running(AutoCloseable process, URI gate, URI sales) implements AutoCloseable {
        @Override
        public void close() {
            ((ChildProcess) process).close();
        }
    }
}
