package org.gatehouse.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** An OpenID Provider that does what a test wants, wrong things included, which no real one would do. */
public final class FakeProvider implements AutoCloseable {
    private final HttpServer server;
    private final URI issuer;
    private volatile RSAKey key = newKey();
    private final AtomicInteger keysFetched = new AtomicInteger();
    private volatile boolean down;

    private FakeProvider(HttpServer server) {
        this.server = server;
        this.issuer = URI.create("http://localhost:" + server.getAddress().getPort());
    }

    public static FakeProvider start() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            var provider = new FakeProvider(server);
            server.setExecutor(Executors.newCachedThreadPool(task -> {
                var thread = new Thread(task, "fake provider");
                thread.setDaemon(true);
                return thread;
            }));
            server.createContext("/.well-known/openid-configuration", provider.answering(provider::discovery));
            server.createContext("/jwks", provider.answering(provider::keys));
            server.start();
            return provider;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String issuer() {
        return issuer.toString();
    }

    public int timesKeysWereFetched() {
        return keysFetched.get();
    }

    /** Its present key. */
    public RSAKey key() {
        return key;
    }

    /** From now on it signs with another key, and the old one is not among its keys any more. */
    public void rotateKey() {
        key = newKey();
    }

    /** Every request is answered with an error until {@link #resume()}. */
    public void pause() {
        down = true;
    }

    public void resume() {
        down = false;
    }

    /** A token as it would issue it. */
    public String sign(String type, JWTClaimsSet claims) {
        return sign(key, type, claims);
    }

    /** A token by a key that is perhaps not its own. */
    public static String sign(RSAKey key, String type, JWTClaimsSet claims) {
        try {
            var header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                    .keyID(key.getKeyID())
                    .type(new JOSEObjectType(type))
                    .build();
            var token = new SignedJWT(header, claims);
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RSAKey newKey() {
        return newKey(UUID.randomUUID().toString());
    }

    public static RSAKey newKey(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private String keys() {
        keysFetched.incrementAndGet();
        return new JWKSet(key).toString();
    }

    private String discovery() {
        return """
                {"issuer":"%1$s","authorization_endpoint":"%1$s/auth","token_endpoint":"%1$s/token",
                 "userinfo_endpoint":"%1$s/userinfo","jwks_uri":"%1$s/jwks","end_session_endpoint":"%1$s/logout",
                 "response_types_supported":["code"],"subject_types_supported":["public"],
                 "id_token_signing_alg_values_supported":["RS256"]}""".formatted(issuer);
    }

    private com.sun.net.httpserver.HttpHandler answering(Body body) {
        return exchange -> {
            var bytes = (down ? "down" : body.get()).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            send(exchange, bytes);
        };
    }

    private void send(HttpExchange exchange, byte[] bytes) throws IOException {
        exchange.sendResponseHeaders(down ? 503 : 200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private interface Body {
        String get();
    }
}
