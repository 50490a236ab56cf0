package org.gatehouse.setup;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server that answers as a test says, in the place of a provider, or of Gatehouse behind a proxy. */
final class StandIn implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

    StandIn() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
    }

    String address() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    StandIn answers(String path, int status, String body, Map<String, String> headers) {
        server.createContext(path, exchange -> {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            headers.forEach(exchange.getResponseHeaders()::set);
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        return this;
    }

    StandIn answers(String path, int status, String body) {
        return answers(path, status, body, Map.of());
    }

    /** It does not answer there before it is closed. */
    StandIn hangs(String path) {
        server.createContext(path, exchange -> {
            try {
                closed.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
        return this;
    }

    /** A discovery document with these further fields, each with a comma behind. */
    StandIn discoverable(String further) {
        return answers("/.well-known/openid-configuration", 200, """
                {%1$s "issuer":"%2$s","authorization_endpoint":"%2$s/auth","token_endpoint":"%2$s/token"}""".formatted(further, address()));
    }

    /** The requests so far: method, address, credentials, body. */
    List<String> asked() {
        return asked;
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdown();
    }
}
