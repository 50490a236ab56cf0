package org.gatehouse.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWK;
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
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * An OpenID Provider that does what a test wants, wrong things included, which no real one would do. Whoever comes is
 * signed in at once, as somebody new. It holds Gatehouse to the protocol: client authentication, redirect URI, PKCE.
 *
 * <pre>
 * provider.idToken(claims -> claims.issuer("https://evil.example.com"));
 * // sign in, and see what comes of it
 * provider.behave();
 * </pre>
 */
public final class FakeProvider implements AutoCloseable {
    public static final String CLIENT_ID = "gatehouse";
    /** Long enough to sign with, which it must not be good for. */
    public static final String CLIENT_SECRET = "only-for-tests-client-secret-0123456789";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final URI address;
    private final Map<String, Object> metadata = new TreeMap<>();
    private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
    private final Map<String, Map<String, Object>> people = new ConcurrentHashMap<>();
    private final List<Map<String, String>> tokenRequests = new CopyOnWriteArrayList<>();
    private final AtomicInteger keysFetched = new AtomicInteger();
    private volatile String clientSecret = CLIENT_SECRET;
    private volatile RSAKey key = newKey();
    private volatile boolean down;
    private volatile Behaviour behaviour = new Behaviour();

    private FakeProvider(HttpServer server) {
        this.server = server;
        this.address = URI.create("http://localhost:" + server.getAddress().getPort());
        metadata.put("issuer", address.toString());
        metadata.put("authorization_endpoint", address + "/auth");
        metadata.put("token_endpoint", address + "/token");
        metadata.put("userinfo_endpoint", address + "/userinfo");
        metadata.put("jwks_uri", address + "/jwks");
        metadata.put("end_session_endpoint", address + "/logout");
        metadata.put("response_types_supported", List.of("code"));
        metadata.put("subject_types_supported", List.of("public"));
        metadata.put("id_token_signing_alg_values_supported", List.of("RS256"));
        metadata.put("token_endpoint_auth_methods_supported", List.of("client_secret_basic", "client_secret_post"));
        metadata.put("authorization_response_iss_parameter_supported", true);
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
            provider.answer("/.well-known/openid-configuration", provider::discovery);
            provider.answer("/jwks", provider::keys);
            List.of("/auth", "/authorize").forEach(path -> provider.answer(path, provider::authorization));
            List.of("/token", "/oauth/token").forEach(path -> provider.answer(path, provider::tokens));
            provider.answer("/userinfo", provider::userInfo);
            provider.answer("/logout", provider::logout);
            server.start();
            return provider;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String issuer() {
        return metadata.get("issuer").toString();
    }

    /** Without a slash at the end. */
    public URI address() {
        return address;
    }

    /** What it announces of itself; may be changed. A relying party may have read it already. */
    public Map<String, Object> metadata() {
        return metadata;
    }

    public void setClientSecret(String secret) {
        clientSecret = secret;
    }

    public int timesKeysWereFetched() {
        return keysFetched.get();
    }

    /** The forms that came to the token endpoint, with the header {@code Authorization} among the fields. */
    public List<Map<String, String>> tokenRequests() {
        return tokenRequests;
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

    /**
     * Turns it into one like Auth0: an issuer with a slash at the end, other addresses, no end-session endpoint, and nothing
     * said of client authentication, which is then by {@code client_secret_basic}.
     */
    public void resembleAuth0() {
        metadata.put("issuer", address + "/");
        metadata.put("authorization_endpoint", address + "/authorize");
        metadata.put("token_endpoint", address + "/oauth/token");
        List.of(
                        "end_session_endpoint",
                        "token_endpoint_auth_methods_supported",
                        "authorization_response_iss_parameter_supported")
                .forEach(metadata::remove);
    }

    /** From now on it does everything right. */
    public void behave() {
        behaviour = new Behaviour();
        down = false;
    }

    /** Who signs in next: at least {@code sub}. */
    public void person(Map<String, Object> claims) {
        behaviour.person = claims;
    }

    /** Changes the ID tokens that it issues. */
    public void idToken(UnaryOperator<JWTClaimsSet.Builder> change) {
        behaviour.idToken = change;
    }

    /** Signs ID tokens in another way. */
    public void signing(Function<JWTClaimsSet, String> signing) {
        behaviour.signing = signing;
    }

    /** Changes what it says of a person. */
    public void userInfo(UnaryOperator<Map<String, Object>> change) {
        behaviour.userInfo = change;
    }

    /** Changes the parameters with which it sends the browser back. */
    public void response(UnaryOperator<Map<String, String>> change) {
        behaviour.response = change;
    }

    /** Adds keys to its own; they go without a {@code kid} as its own does then. */
    public void keysWithoutId(RSAKey... more) {
        behaviour.moreKeys = List.of(more);
        behaviour.keyIds = false;
    }

    /** Answers these addresses, such as {@code /token}, with something else. */
    public void instead(String path, int status, String body) {
        behaviour.instead.put(path, new Answer(status, body));
    }

    /** Lets whoever asks at this address wait. */
    public void slow(String path, long millis) {
        behaviour.slow.put(path, millis);
    }

    /** A token as it would issue it. */
    public String sign(String type, JWTClaimsSet claims) {
        return sign(key, type, claims);
    }

    /** A token by a key that is perhaps not its own. */
    public static String sign(RSAKey key, String type, JWTClaimsSet claims) {
        return sign(
                key,
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).type(new JOSEObjectType(type)),
                claims);
    }

    public static String sign(RSAKey key, JWSHeader.Builder header, JWTClaimsSet claims) {
        try {
            var token = new SignedJWT(header.build(), claims);
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

    private Answer discovery(HttpExchange exchange) {
        return json(200, metadata);
    }

    private Answer keys(HttpExchange exchange) {
        keysFetched.incrementAndGet();
        List<JWK> keys = new ArrayList<>(behaviour.moreKeys);
        keys.add(key);
        if (!behaviour.keyIds) {
            keys.replaceAll(
                    each -> new RSAKey.Builder(each.toRSAKey()).keyID(null).build());
        }
        return new Answer(200, new JWKSet(keys).toString());
    }

    private Answer authorization(HttpExchange exchange) {
        var request = parameters(exchange.getRequestURI().getRawQuery());
        if (!"code".equals(request.get("response_type")) || !"S256".equals(request.get("code_challenge_method"))) {
            return new Answer(400, "not what a client of mine asks for: " + request);
        }
        var code = UUID.randomUUID().toString();
        codes.put(code, request);
        var response = new HashMap<>(Map.of("code", code, "state", request.get("state"), "iss", issuer()));
        return redirect(request.get("redirect_uri"), behaviour.response.apply(response));
    }

    private Answer tokens(HttpExchange exchange) throws IOException {
        var form = parameters(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        var authorization = exchange.getRequestHeaders().getFirst("Authorization");
        form.put("Authorization", authorization == null ? "" : authorization);
        tokenRequests.add(form);
        if (!isAuthenticated(form)) {
            return json(401, Map.of("error", "invalid_client"));
        }
        var code = codes.remove(form.getOrDefault("code", ""));
        if (code == null
                || !code.get("redirect_uri").equals(form.get("redirect_uri"))
                || !code.get("code_challenge").equals(challenge(form.getOrDefault("code_verifier", "")))) {
            return json(400, Map.of("error", "invalid_grant"));
        }
        var accessToken = UUID.randomUUID().toString();
        var person = behaviour.person == null ? somebody() : behaviour.person;
        people.put(accessToken, person);
        return json(
                200,
                Map.of(
                        "access_token",
                        accessToken,
                        "token_type",
                        "Bearer",
                        "expires_in",
                        300,
                        "id_token",
                        idToken(person.get("sub").toString(), code.get("nonce"))));
    }

    /** By one method, and not by both (RFC 6749, section 2.3). */
    private boolean isAuthenticated(Map<String, String> form) {
        var methods = metadata.get("token_endpoint_auth_methods_supported");
        var basic = "Basic "
                + Base64.getEncoder()
                        .encodeToString(
                                (encode(CLIENT_ID) + ":" + encode(clientSecret)).getBytes(StandardCharsets.UTF_8));
        var byHeader = basic.equals(form.get("Authorization")) && !form.containsKey("client_secret");
        var byForm = CLIENT_ID.equals(form.get("client_id"))
                && clientSecret.equals(form.get("client_secret"))
                && form.get("Authorization").isEmpty();
        return methods instanceof List<?> announced
                ? (byHeader && announced.contains("client_secret_basic"))
                        || (byForm && announced.contains("client_secret_post"))
                : byHeader;
    }

    private String idToken(String subject, String nonce) {
        var now = Instant.now();
        var claims = behaviour.idToken.apply(new JWTClaimsSet.Builder()
                .issuer(issuer())
                .subject(subject)
                .audience(CLIENT_ID)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(300)))
                .claim("nonce", nonce));
        return behaviour.signing == null ? sign("JWT", claims.build()) : behaviour.signing.apply(claims.build());
    }

    private Answer userInfo(HttpExchange exchange) {
        var token = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"))
                .replaceFirst("^Bearer ", "");
        var person = people.get(token);
        return person == null
                ? json(401, Map.of("error", "invalid_token"))
                : json(200, behaviour.userInfo.apply(new HashMap<>(person)));
    }

    private Answer logout(HttpExchange exchange) {
        var request = parameters(exchange.getRequestURI().getRawQuery());
        var back = new HashMap<String, String>();
        if (request.containsKey("state")) {
            back.put("state", request.get("state"));
        }
        return redirect(request.get("post_logout_redirect_uri"), behaviour.response.apply(back));
    }

    private static Map<String, Object> somebody() {
        var subject = "person-" + UUID.randomUUID();
        return Map.of("sub", subject, "email", subject + "@example.com", "email_verified", true, "name", "Some Body");
    }

    private static Answer redirect(String address, Map<String, String> parameters) {
        var query = parameters.entrySet().stream()
                .map(each -> encode(each.getKey()) + "=" + encode(each.getValue()))
                .collect(Collectors.joining("&"));
        return new Answer(302, query.isEmpty() ? address : address + "?" + query);
    }

    private static Answer json(int status, Object body) {
        try {
            return new Answer(status, JSON.writeValueAsString(body));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> parameters(String query) {
        return Arrays.stream((query == null ? "" : query).split("&"))
                .map(each -> each.split("=", 2))
                .filter(each -> each.length == 2)
                .collect(Collectors.toMap(
                        each -> URLDecoder.decode(each[0], StandardCharsets.UTF_8),
                        each -> URLDecoder.decode(each[1], StandardCharsets.UTF_8),
                        (first, second) -> second,
                        HashMap::new));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String challenge(String verifier) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void answer(String path, Endpoint endpoint) {
        server.createContext(path, exchange -> {
            pauseFor(behaviour.slow.getOrDefault(path, 0L));
            var answer = down ? new Answer(503, "down") : behaviour.instead.get(path);
            send(exchange, answer == null ? endpoint.answer(exchange) : answer);
        });
    }

    private static void pauseFor(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** A redirect's body is its address. */
    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        if (answer.status() == 302) {
            exchange.getResponseHeaders().set("Location", answer.body());
        }
        exchange.getResponseHeaders()
                .set("Content-Type", answer.body().startsWith("<") ? "text/html" : "application/json");
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private record Answer(int status, String body) {}

    private interface Endpoint {
        Answer answer(HttpExchange exchange) throws IOException;
    }

    /** What it does, right as long as nothing else is asked for. */
    private static final class Behaviour {
        volatile Map<String, Object> person;
        volatile UnaryOperator<JWTClaimsSet.Builder> idToken = UnaryOperator.identity();
        volatile Function<JWTClaimsSet, String> signing;
        volatile UnaryOperator<Map<String, Object>> userInfo = UnaryOperator.identity();
        volatile UnaryOperator<Map<String, String>> response = UnaryOperator.identity();
        volatile List<JWK> moreKeys = List.of();
        volatile boolean keyIds = true;
        final Map<String, Answer> instead = new ConcurrentHashMap<>();
        final Map<String, Long> slow = new ConcurrentHashMap<>();
    }
}
