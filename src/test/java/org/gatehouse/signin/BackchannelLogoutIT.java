package org.gatehouse.signin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gatehouse.testing.Answer;
import org.gatehouse.testing.FakeProvider;
import org.gatehouse.testing.FakeProviderGatehouse;
import org.gatehouse.testing.Newcomer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the provider's logout tokens end. The names of OpenID Foundation's test modules for relying parties stand before
 * the cases that are theirs.
 */
class BackchannelLogoutIT {
    private static final FakeProvider PROVIDER = FakeProviderGatehouse.provider();
    private static final String LOGOUT_TOKEN = "logout+jwt";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";
    private static final String ADDRESS = FakeProviderGatehouse.address() + "/api/auth/backchannel-logout";

    private String subject;
    private Newcomer browser;
    private Newcomer phone;

    @BeforeEach
    void signIn() throws SQLException {
        subject = UUID.randomUUID().toString();
        browser = FakeProviderGatehouse.signedIn(subject, session("browser"));
        phone = FakeProviderGatehouse.signedIn(subject, session("phone"));
        assertThat(isSignedIn(browser))
                .as("with a cookie of SECRET_KEY_PREVIOUS")
                .isTrue();
        assertThat(isSignedIn(phone)).isTrue();
    }

    /** oidcc-client-test-backchannel-rpinitlogout */
    @Test
    void aLogoutTokenEndsTheSessionThatItNames() throws SQLException {
        var answer = send(sign(claims()));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).contains("no-store");
        assertThat(answer.response().body()).isEmpty();
        assertThat(isSignedIn(browser)).isFalse();
        assertThat(isSignedIn(phone)).isTrue();
        assertThat(count("user_session where provider_session_id = ? and id_token is null", session("browser")))
                .as("forgotten with it")
                .isOne();
        assertThat(count("audit_event where action = 'signed_out_by_provider' and at > now() - interval '1 minute'"))
                .isPositive();
    }

    @Test
    void aSessionOfTheUserThatMayHangOnAnyOfTheProvidersEndsAsWell() throws SQLException {
        var unnamed = FakeProviderGatehouse.signedIn(subject, null);
        var others = FakeProviderGatehouse.signedIn("other-" + subject, null);
        assertThat(send(sign(claims().subject(null))).status()).isEqualTo(200);
        assertThat(isSignedIn(unnamed))
                .as("nobody says whose session it is about")
                .isTrue();

        assertThat(send(sign(claims())).status()).isEqualTo(200);

        assertThat(isSignedIn(unnamed)).isFalse();
        assertThat(isSignedIn(phone)).isTrue();
        assertThat(isSignedIn(others)).isTrue();
    }

    @Test
    void aSessionIsNamedWithoutItsUserToo() {
        assertThat(send(sign(claims().subject(null))).status()).isEqualTo(200);

        assertThat(isSignedIn(browser)).isFalse();
        assertThat(isSignedIn(phone)).isTrue();
    }

    @Test
    void withoutASessionAllOfTheUserEndAndNobodyElses() throws SQLException {
        var other = FakeProviderGatehouse.signedIn("other-" + subject, session("other"));

        assertThat(send(sign(claims().claim("sid", null))).status()).isEqualTo(200);

        assertThat(isSignedIn(browser)).isFalse();
        assertThat(isSignedIn(phone)).isFalse();
        assertThat(isSignedIn(other)).isTrue();
    }

    @Test
    void thatThereIsNothingToEndIsFine() {
        assertThat(send(sign(claims().claim("sid", "unknown"))).status()).isEqualTo(200);
        assertThat(send(sign(claims().claim("sid", "x".repeat(300)))).status()).isEqualTo(200);
        assertThat(send(sign(claims().claim("sid", null).subject("unknown"))).status())
                .isEqualTo(200);

        assertThat(isSignedIn(browser)).isTrue();
    }

    @Test
    void itsTypeMayBeAnyThatTheSpecificationKnows() throws JOSEException {
        for (var type : List.of("JWT", "logout+jwt", "application/logout+jwt")) {
            assertThat(send(PROVIDER.sign(type, claims().build())).status())
                    .as(type)
                    .isEqualTo(200);
        }
        assertThat(send(withoutType(claims().build())).status()).isEqualTo(200);
    }

    @Test
    void clocksMayDifferByAMinute() {
        var now = Instant.now();

        assertThat(send(sign(claims().issueTime(Date.from(now.plusSeconds(50)))))
                        .status())
                .isEqualTo(200);
        assertThat(send(sign(claims().expirationTime(Date.from(now.minusSeconds(50)))))
                        .status())
                .isEqualTo(200);
        assertThat(send(sign(claims().expirationTime(null))).status()).isEqualTo(200);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void whatDoesNotHoldIs400AndEndsNothing(String what, Token token) throws JOSEException {
        var answer = send(token.by(claims()));

        assertThat(answer.status()).as(answer.response().body()).isEqualTo(400);
        assertThat(answer.problem()).isEqualTo("invalid-logout-token");
        assertThat(answer.header("Cache-Control")).contains("no-store");
        assertThat(isSignedIn(browser)).isTrue();
        assertThat(isSignedIn(phone)).isTrue();
    }

    static Stream<Arguments> whatDoesNotHoldIs400AndEndsNothing() {
        var now = Instant.now();
        return Stream.of(
                refused("backchannel-rpinitlogout-alg-none", claims -> new PlainJWT(claims.build()).serialize()),
                refused(
                        "backchannel-rpinitlogout-wrong-alg: the client's secret",
                        claims -> hs256(claims, "secret".repeat(10).getBytes(UTF_8))),
                refused(
                        "backchannel-rpinitlogout-wrong-alg: the public key as a secret",
                        claims -> hs256(claims, PROVIDER.key().toRSAPublicKey().getEncoded())),
                refused("backchannel-rpinitlogout-no-event", claims -> sign(claims.claim("events", null))),
                refused("backchannel-rpinitlogout-with-nonce", claims -> sign(claims.claim("nonce", "n"))),
                refused("backchannel-rpinitlogout-wrong-aud", claims -> sign(claims.audience("other"))),
                refused(
                        "backchannel-rpinitlogout-wrong-event",
                        claims -> sign(claims.claim("events", Map.of(EVENT + "s", Map.of())))),
                refused(
                        "backchannel-rpinitlogout-wrong-iss",
                        claims -> sign(claims.issuer("https://evil.example.com"))),
                refused("an issuer with a slash more", claims -> sign(claims.issuer(PROVIDER.issuer() + "/"))),
                refused("no issuer", claims -> sign(claims.issuer(null))),
                refused("no audience", claims -> sign(claims.audience((String) null))),
                refused("events as a list", claims -> sign(claims.claim("events", List.of(EVENT)))),
                refused("an event that is no object", claims -> sign(claims.claim("events", Map.of(EVENT, "")))),
                refused("expired", claims -> sign(claims.expirationTime(Date.from(now.minusSeconds(120))))),
                refused(
                        "of long ago, though it does not expire",
                        claims -> sign(claims.issueTime(Date.from(now.minusSeconds(3_600)))
                                .expirationTime(Date.from(now.plusSeconds(3_600))))),
                refused("of tomorrow", claims -> sign(claims.issueTime(Date.from(now.plusSeconds(86_400))))),
                refused("no time of issue", claims -> sign(claims.issueTime(null))),
                refused("a time of issue that is none", claims -> sign(claims.claim("iat", "now"))),
                refused("no jti", claims -> sign(claims.jwtID(null))),
                refused("a blank jti", claims -> sign(claims.jwtID(" "))),
                refused("a jti that is no text", claims -> sign(claims.claim("jti", 7))),
                refused(
                        "neither user nor session",
                        claims -> sign(claims.subject(null).claim("sid", null))),
                refused("a session that is no text", claims -> sign(claims.claim("sid", 7))),
                refused("a session that is blank", claims -> sign(claims.claim("sid", " "))),
                refused("a session that no database takes", claims -> sign(claims.claim("sid", "\0"))),
                refused(
                        "a user that no database takes",
                        claims -> sign(claims.subject("\0").claim("sid", null))),
                refused(
                        "an ID token",
                        claims -> PROVIDER.sign(
                                "JWT", claims.claim("events", null).build())),
                refused("an access token", claims -> PROVIDER.sign("at+jwt", claims.build())),
                refused(
                        "by a stranger who names the provider's key",
                        claims -> FakeProvider.sign(
                                FakeProvider.newKey(PROVIDER.key().getKeyID()), LOGOUT_TOKEN, claims.build())),
                refused("with another's content", claims -> {
                    var stolen = sign(claims).split("\\.", -1);
                    var forged = sign(claims.claim("sid", "other")).split("\\.", -1);
                    return stolen[0] + "." + forged[1] + "." + stolen[2];
                }),
                refused("no token", claims -> "rubbish"),
                refused("an empty token", claims -> ""));
    }

    @Test
    void aTokenCountsOnceAlsoForAnotherSession() throws SQLException {
        var token = sign(claims().claim("sid", null));
        assertThat(send(token).status()).isEqualTo(200);

        var back = FakeProviderGatehouse.signedIn(subject, session("back"));

        assertThat(send(token).status()).isEqualTo(400);
        assertThat(isSignedIn(back)).isTrue();
    }

    @Test
    void ofTwentyOfOneIdExactlyOneCounts() {
        var id = UUID.randomUUID().toString();
        var tokens = Stream.generate(() -> sign(claims().jwtID(id))).limit(20).toList();

        var statuses =
                tokens.stream()
                        .map(token ->
                                CompletableFuture.supplyAsync(() -> send(token).status()))
                        .toList()
                        .stream()
                        .map(CompletableFuture::join)
                        .toList();

        assertThat(statuses).containsOnlyOnce(200).containsOnly(200, 400);
    }

    @Test
    void aFormThatHasNotOneTokenIsMalformed() {
        var token = sign(claims());
        assertThat(post("").status()).isEqualTo(400);
        assertThat(post("token=" + token).problem()).isEqualTo("malformed");
        assertThat(post("logout_token=" + token + "&logout_token=" + token).problem())
                .isEqualTo("malformed");
        assertThat(post("logout_token=%zz").problem()).isEqualTo("malformed");
        assertThat(Newcomer.nobody()
                        .upload(ADDRESS + "?logout_token=" + token, FORM, "x=y")
                        .status())
                .as("in an address, where logs have it")
                .isEqualTo(400);
        assertThat(post("logout_token=" + "x".repeat(70_000)).status()).isEqualTo(413);

        assertThat(isSignedIn(browser)).isTrue();
        assertThat(post("state=x&logout_token=" + token).status())
                .as("other parameters do not matter")
                .isEqualTo(200);
    }

    @Test
    void itIsAFormThatIsPosted() {
        assertThat(Newcomer.nobody().get(ADDRESS).status()).isEqualTo(405);
        assertThat(Newcomer.nobody()
                        .post(ADDRESS, Map.of("logout_token", sign(claims())))
                        .status())
                .isEqualTo(415);
        assertThat(isSignedIn(browser)).isTrue();
    }

    @Test
    void theProviderIsNeverThrottledWhateverOthersTry() {
        IntStream.range(0, 5).forEach(number -> send("rubbish"));

        assertThat(IntStream.range(0, 100).map(number -> send(sign(claims())).status()))
                .containsOnly(200);
    }

    private static Arguments refused(String what, Token token) {
        return Arguments.of(what, token);
    }

    private JWTClaimsSet.Builder claims() {
        var now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(PROVIDER.issuer())
                .audience("gatehouse")
                .subject(subject)
                .claim("sid", session("browser"))
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(120)))
                .claim("events", Map.of(EVENT, Map.of()));
    }

    /** What the provider calls its session there. */
    private String session(String device) {
        return device + " of " + subject;
    }

    private static String sign(JWTClaimsSet.Builder claims) {
        return PROVIDER.sign(LOGOUT_TOKEN, claims.build());
    }

    private static String withoutType(JWTClaimsSet claims) throws JOSEException {
        var token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .keyID(PROVIDER.key().getKeyID())
                        .build(),
                claims);
        token.sign(new RSASSASigner(PROVIDER.key()));
        return token.serialize();
    }

    private static String hs256(JWTClaimsSet.Builder claims, byte[] secret) throws JOSEException {
        var token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .keyID(PROVIDER.key().getKeyID())
                        .type(new JOSEObjectType(LOGOUT_TOKEN))
                        .build(),
                claims.build());
        token.sign(new MACSigner(secret));
        return token.serialize();
    }

    private static Answer send(String token) {
        return post("logout_token=" + token);
    }

    private static Answer post(String form) {
        return Newcomer.nobody().upload(ADDRESS, FORM, form);
    }

    private static boolean isSignedIn(Newcomer somebody) {
        return somebody.get(FakeProviderGatehouse.address() + "/api/auth/me")
                .json()
                .get("authenticated")
                .asBoolean();
    }

    private static long count(String from, Object... values) throws SQLException {
        try (var connection = FakeProviderGatehouse.database().getConnection();
                var statement = connection.prepareStatement("select count(*) from " + from)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            var rows = statement.executeQuery();
            rows.next();
            return rows.getLong(1);
        }
    }

    private interface Token {
        String by(JWTClaimsSet.Builder claims) throws JOSEException;
    }
}
