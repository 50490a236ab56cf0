package org.gatehouse.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Stands between a Gatehouse and Keycloak, passes everything on, and remembers it; unless it is told to make trouble. */
public final class FaultyKeycloak {
    /** What was asked. */
    public record Asked(String method, String path, String body, Instant at) {
        @Override
        public String toString() {
            return method + " " + path + " " + body;
        }
    }

    private interface Fault {
        /** @return whether the exchange is over */
        boolean befall(HttpExchange exchange, Asked asked) throws IOException, InterruptedException;
    }

    private static final Set<String> HEADERS_OF_THE_CONNECTION =
            Set.of("connection", "content-length", "transfer-encoding", "host", "expect", "upgrade", "http2-settings");

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final int port = Ports.free();
    private volatile Fault fault = (exchange, question) -> false;
    private volatile String managed = "nobody";
    private @Nullable HttpServer server;

    FaultyKeycloak() {
        start();
    }

    public URI address() {
        return URI.create("http://localhost:" + port);
    }

    /** What it was asked since it was told to forget. */
    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    /** Passes on again, and forgets what was asked. */
    public void heal() {
        fault = (exchange, question) -> false;
        managed = "nobody";
        asked.clear();
        start();
    }

    /** Nobody listens any more. */
    public synchronized void stop() {
        if (server != null) {
            server.stop(0);
            server = null;
        }
    }

    /**
     * Says from now on that this user is a managed member, as Keycloak does of those who came from an identity provider of the
     * organization.
     */
    public void pretendManaged(String userId) {
        managed = userId;
    }

    /** Answers so what fits, without asking Keycloak. */
    public void answer(int status, String header, String value, Predicate<Asked> which) {
        fault = (exchange, question) -> {
            if (!which.test(question)) {
                return false;
            }
            exchange.getResponseHeaders().set(header, value);
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
            return true;
        };
    }

    public void delay(Duration time, Predicate<Asked> which) {
        fault = (exchange, question) -> {
            if (which.test(question)) {
                TimeUnit.MILLISECONDS.sleep(time.toMillis());
            }
            return false;
        };
    }

    /** The next that fits reaches Keycloak, and its answer gets lost. */
    public AtomicBoolean loseAnswer(Predicate<Asked> which) {
        var lost = new AtomicBoolean();
        fault = (exchange, question) -> {
            if (!which.test(question) || !lost.compareAndSet(false, true)) {
                return false;
            }
            var unused = send(exchange, question);
            exchange.close();
            return true;
        };
        return lost;
    }

    private synchronized void start() {
        if (server != null) {
            return;
        }
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            server.createContext("/", this::handle);
            server.setExecutor(Executors.newCachedThreadPool(task -> {
                var thread = new Thread(task, "faulty Keycloak");
                thread.setDaemon(true);
                return thread;
            }));
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var question =
                new Asked(exchange.getRequestMethod(), exchange.getRequestURI().getRawPath(), body, Instant.now());
        asked.add(question);
        try (exchange) {
            if (!fault.befall(exchange, question)) {
                var answer = send(exchange, question);
                answer.headers().map().forEach((name, values) -> {
                    if (!HEADERS_OF_THE_CONNECTION.contains(name.toLowerCase(java.util.Locale.ROOT))) {
                        exchange.getResponseHeaders().put(name, values);
                    }
                });
                var told = pretended(answer.body());
                exchange.sendResponseHeaders(answer.statusCode(), told.length == 0 ? -1 : told.length);
                if (told.length > 0) {
                    exchange.getResponseBody().write(told);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private byte[] pretended(byte[] answer) {
        var ofTheirs = "(\"id\":\"" + managed + "\".*?\"membershipType\":\")UNMANAGED";
        return new String(answer, StandardCharsets.UTF_8)
                .replaceFirst(ofTheirs, "$1MANAGED")
                .getBytes(StandardCharsets.UTF_8);
    }

    private HttpResponse<byte[]> send(HttpExchange exchange, Asked question) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(TestEnvironment.keycloak()
                        .address()
                        .resolve(exchange.getRequestURI()
                                .toString()
                                .replace("&membershipType=MANAGED", "")
                                .replace("membershipType=MANAGED&", "")))
                .method(
                        question.method(),
                        question.body().isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(question.body()));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!HEADERS_OF_THE_CONNECTION.contains(name.toLowerCase(java.util.Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return client.send(request.build(), BodyHandlers.ofByteArray());
    }
}
