import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.stream.IntStream;
import org.gatehouse.testing.FakeProvider;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What there is to ask for: ann, who owns an organization, and an application for its viewers, all made by the API. */
final class Scene {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HOST = "sales.example.com";
    private static final int TOKENS = 40_000;
    private static final int PEOPLE = 100;

    private final Machines machines;
    private final UUID ann = UUID.randomUUID();
    private final UUID session;
    private final String organization;
    private final String app;
    private final String tokenCookie;
    private final String apiKey;
    private final Crowd crowd;
    private final RSASSASigner provider;

    Scene(Machines machines) throws Exception {
        this.machines = machines;
        provider = new RSASSASigner(machines.provider().key());
        session = signIn(ann, "ann", false);
        var administrator = cookie("session", "gatehouse_session", "sid", signIn(UUID.randomUUID(), "root", true));
        organization = post("/api/orgs", bySession(), Map.of("name", "Sales", "slug", "sales"))
                .at("/id")
                .asText();
        apiKey = post(
                        "/api/orgs/" + organization + "/api-keys",
                        bySession(),
                        Map.of("name", "bench", "scopes", List.of("members:read")))
                .at("/secret")
                .asText();
        app = post("/api/apps", Map.of("Cookie", administrator), policy()).at("/id").asText();
        var token = post("/api/apps/" + app + "/tokens", Map.of("Cookie", administrator), Map.of("name", "bench"));
        tokenCookie = enter(token.at("/secret").asText());
        crowd = new Crowd(machines, ann, bySession());
    }

    List<Work> works() {
        var verify = "/api/guard/verify";
        var byAppCookie = cookie("gatehouse_app_" + app, "gatehouse_app_" + app.replace("-", ""), "id", session);
        return List.of(
                work("guard: a session, by the application's cookie", verify, at("/report", "Cookie", byAppCookie), 204, ann),
                work("guard: a token, by the application's cookie", verify, at("/board/1", "Cookie", tokenCookie), 204, "app-token"),
                work("guard: nobody, at a public path", verify, at("/public/logo", "Accept", "image/*"), 204, "remote-user=[]"),
                work("guard: an API key", verify, at("/report", "Authorization", "Bearer " + apiKey), 204, "api-key"),
                work("`/api/auth/me` of a bearer token seen before", "/api/auth/me", byBearer(), 200, ann),
                new Work(
                        "`/api/auth/me` of a bearer token never seen",
                        machines.gatehouse(),
                        machines.gatehouse("/api/auth/me"),
                        Map.of(),
                        200,
                        "\"bearer\"",
                        this::newTokens),
                work("`/api/auth/me` of a session", "/api/auth/me", bySession(), 200, ann),
                work("`/api/orgs/{id}` of a session", "/api/orgs/" + organization, bySession(), 200, "\"owner\""));
    }

    /** An organization that ann owns as well. */
    Crowd crowd() {
        return crowd;
    }

    private Work work(String name, String path, Map<String, String> headers, int status, Object sign) {
        return new Work(name, machines.gatehouse(), machines.gatehouse(path), headers, status, sign.toString());
    }

    /** Viewers of the organization, and the exceptions that an application has. */
    private Map<String, Object> policy() {
        return Map.of(
                "name", "Sales",
                "host", HOST,
                "path", "/",
                "access", "role",
                "org_id", organization,
                "role", "viewer",
                "rules",
                        List.of(
                                Map.of("path", "/public/*", "access", "public"),
                                Map.of("path", "/board/*", "access", "shared_token"),
                                Map.of("path", "/admin/*", "access", "role", "org_id", organization, "role", "owner")));
    }

    private Map<String, String> byBearer() {
        return Map.of("Authorization", "Bearer " + token("ann@example.com"));
    }

    /** More than are answered in a round, of people who are known from the first round on. */
    private List<String> newTokens() {
        return IntStream.range(0, TOKENS)
                .parallel()
                .mapToObj(i -> token("person" + i % PEOPLE + "@example.com"))
                .toList();
    }

    /** An access token (RFC 9068). */
    private String token(String email) {
        var token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .type(new JOSEObjectType("at+jwt"))
                        .keyID(machines.provider().key().getKeyID())
                        .build(),
                new JWTClaimsSet.Builder()
                        .jwtID(UUID.randomUUID().toString())
                        .issuer(machines.provider().issuer())
                        .subject(email)
                        .audience("gatehouse")
                        .claim("email", email)
                        .claim("email_verified", true)
                        .claim("name", email.replaceFirst("@.*", ""))
                        .issueTime(new Date())
                        .expirationTime(Date.from(Instant.now().plusSeconds(86_400)))
                        .build());
        try {
            token.sign(provider);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }

    private Map<String, String> bySession() {
        return Map.of("Cookie", cookie("session", "gatehouse_session", "sid", session));
    }

    /** What a reverse proxy asks by. */
    private static Map<String, String> at(String path, String header, String value) {
        return Map.of(
                "X-Forwarded-Method", "GET",
                "X-Forwarded-Proto", "https",
                "X-Forwarded-Host", HOST,
                "X-Forwarded-Uri", path + "?year=2026",
                "X-Forwarded-For", "203.0.113.7",
                header, value);
    }

    private UUID signIn(UUID user, String name, boolean administrator) throws SQLException {
        return signIn(machines.database(), machines.provider().issuer(), user, name, administrator);
    }

    /** As if they had come from the provider. */
    static UUID signIn(Connection database, String issuer, UUID user, String name, boolean administrator) throws SQLException {
        var id = UUID.randomUUID();
        var email = name + "@example.com";
        run(database, """
                insert into app_user (id, issuer, subject, email, email_key, email_verified, name,
                  administrator, created_at, last_sign_in_at)
                values (?, ?, ?, ?, ?, true, ?, ?, now(), now())""", user, issuer, email, email, email, name, administrator);
        run(database, """
                insert into user_session (id, user_id, id_token, created_at, last_seen_at, expires_at)
                values (?, ?, 'none', now(), now(), now() + interval '1 day')""", id, user);
        return id;
    }

    private static void run(Connection database, String sql, Object... values) throws SQLException {
        try (var statement = database.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }

    /** As Gatehouse signs it. */
    static String cookie(String purpose, String name, String claim, UUID id) {
        var token = new SignedJWT(
                new JWSHeader(JWSAlgorithm.HS256),
                new JWTClaimsSet.Builder()
                        .audience(purpose)
                        .issueTime(new Date())
                        .expirationTime(Date.from(Instant.now().plusSeconds(86_400)))
                        .claim(claim, id.toString())
                        .build());
        try {
            token.sign(new MACSigner(Machines.SECRET_KEY));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return name + "=" + token.serialize();
    }

    /** The cookie that a browser gets for a token. */
    private String enter(String token) throws IOException, InterruptedException {
        var headers = new HashMap<>(at("/.gatehouse/token", "Content-Type", "application/x-www-form-urlencoded"));
        var answer = send("/.gatehouse/token?next=/board/1", headers, "token=" + token);
        return answer.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
    }

    private JsonNode post(String path, Map<String, String> headers, Map<String, ?> body)
            throws IOException, InterruptedException {
        var withType = new HashMap<>(headers);
        withType.put("Content-Type", "application/json");
        var answer = send(path, withType, JSON.writeValueAsString(body));
        if (answer.statusCode() != 201) {
            throw new IllegalStateException(path + ": " + answer.statusCode() + " " + answer.body());
        }
        return JSON.readTree(answer.body());
    }

    private HttpResponse<String> send(String path, Map<String, String> headers, String body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(machines.gatehouse(path)).POST(BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }
}
