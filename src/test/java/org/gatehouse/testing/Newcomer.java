package org.gatehouse.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.gatehouse.session.SigningKeys;
import org.gatehouse.settings.GivenSettings;
import org.gatehouse.settings.Setting;

/**
 * Somebody whom no other test knows, signed in without a provider, who uses the API. There can be as many as a test
 * needs; what sign-in does besides, such as a personal organization, has not happened.
 *
 * <pre>
 * var ann = Newcomer.named("ann");
 * assertThat(ann.get("/api/orgs").status()).isEqualTo(200);
 * </pre>
 */
public final class Newcomer {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final SigningKeys KEYS = Injection.into(
            new SigningKeys(),
            new GivenSettings(Setting.SECRET_KEY, TestEnvironment.settings().get("SECRET_KEY")).read(),
            Clock.systemUTC());

    private final UUID id;
    private final UUID session = UUID.randomUUID();
    private final String email;
    private final Api api;

    private Newcomer(UUID id, String email, Api api) {
        this.id = id;
        this.email = email;
        this.api = api;
    }

    /** With the verified address {@code name-…@example.com}. */
    public static Newcomer named(String name) throws SQLException {
        return named(name, true);
    }

    public static Newcomer named(String name, boolean emailVerified) throws SQLException {
        return signedIn(name, emailVerified, false);
    }

    /** Who runs this Gatehouse, as the provider says. */
    public static Newcomer administrator() throws SQLException {
        return signedIn("administrator", true, true);
    }

    private static Newcomer signedIn(String name, boolean emailVerified, boolean administrator) throws SQLException {
        var newcomer =
                new Newcomer(UUID.randomUUID(), name + "-" + UUID.randomUUID() + "@example.com", Api.anonymous());
        newcomer.beKnown(name, emailVerified, administrator);
        newcomer.signIn();
        return newcomer;
    }

    /** The same person, signed in once more in another browser. */
    public Newcomer elsewhere() throws SQLException {
        var same = new Newcomer(id, email, Api.anonymous());
        same.signIn();
        return same;
    }

    /** A program with this header, e.g. {@code X-API-Key} or {@code Authorization}. */
    public static Newcomer with(String header, String value) {
        return new Newcomer(UUID.randomUUID(), "", Api.with(header, value));
    }

    /** A program with a bearer token: an access token or an API key. */
    public static Newcomer bearer(String token) {
        return with("Authorization", "Bearer " + token);
    }

    /** Nobody who is signed in. */
    public static Newcomer nobody() {
        return new Newcomer(UUID.randomUUID(), "", Api.anonymous());
    }

    public String email() {
        return email;
    }

    public UUID id() {
        return id;
    }

    /** The id of the session. */
    public UUID session() {
        return session;
    }

    /** For what is not told here. */
    public Api api() {
        return api;
    }

    public Answer get(String address) {
        return answer(() -> api.get(address));
    }

    public Answer get(String address, Map<String, String> headers) {
        return answer(() -> api.get(address, headers));
    }

    public Answer delete(String address) {
        return answer(() -> api.delete(address));
    }

    public Answer post(String address, Map<String, ?> body) {
        return answer(() -> api.post(address, JSON.writeValueAsString(body)));
    }

    /** With a header besides, e.g. {@code Idempotency-Key}. */
    public Answer post(String address, Map<String, ?> body, String header, String value) {
        return answer(() -> api.request("POST", address, JSON.writeValueAsString(body), Map.of(header, value)));
    }

    public Answer put(String address, Map<String, ?> body) {
        return answer(() -> api.send("PUT", address, JSON.writeValueAsString(body)));
    }

    public Answer patch(String address, Map<String, ?> body) {
        return answer(() -> api.send("PATCH", address, JSON.writeValueAsString(body)));
    }

    /** With a body that is sent as it is. */
    public Answer send(String method, String address, String body) {
        return answer(() -> api.send(method, address, body));
    }

    /** With a body that is no JSON. */
    public Answer upload(String address, String type, String body) {
        return answer(() -> api.upload(address, body.getBytes(StandardCharsets.UTF_8), Map.of("Content-Type", type)));
    }

    private void beKnown(String name, boolean emailVerified, boolean administrator) throws SQLException {
        Sql.run("""
                insert into app_user (id, issuer, subject, email, email_key, email_verified, name,
                  administrator, created_at, last_sign_in_at)
                values (?, 'https://nowhere.example.com', ?, ?, ?, ?, ?, ?, now(), now())""", id, email, email, email, emailVerified, name, administrator);
    }

    private void signIn() throws SQLException {
        Sql.run("""
                insert into user_session (id, user_id, id_token, created_at, last_seen_at, expires_at)
                values (?, ?, 'none', now(), now(), now() + interval '1 day')""", session, id);
        api.cookies().put("gatehouse_session", sessionToken(session));
    }

    /** What the cookie of a session holds. */
    public static String sessionToken(UUID session) {
        return KEYS.sign("session", Map.of("sid", session.toString()), Duration.ofDays(1));
    }

    private static Answer answer(Request request) {
        try {
            return new Answer(request.send());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError("no answer", e);
        }
    }

    private interface Request {
        HttpResponse<String> send() throws IOException, InterruptedException;
    }
}
