package org.gatehouse.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.gatehouse.testing.Answer;
import org.gatehouse.testing.FakeProvider;
import org.gatehouse.testing.FakeProviderGatehouse;
import org.gatehouse.testing.Newcomer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bearer tokens, from a provider that also issues what it should not. */
class AccessTokenIT {
    private static final String TYPE = "at+jwt";

    private static final FakeProvider PROVIDER = FakeProviderGatehouse.provider();

    @Test
    void aTokenMakesItsUserKnownAsASignInDoes() {
        var token = PROVIDER.sign(TYPE, claims("ann").build());

        var me = me(token);

        assertThat(me.status()).isEqualTo(200);
        assertThat(me.text("/method")).isEqualTo("bearer");
        assertThat(me.text("/user/email")).isEqualTo("ann@example.com");
        assertThat(get(token, "/api/orgs").texts("name")).containsExactly("Ann's Space");
        assertThat(me(token).text("/user/id")).isEqualTo(me.text("/user/id"));
    }

    @Test
    void aTokenOfSomebodyInvitedMakesThemAMember() {
        var owner = PROVIDER.sign(TYPE, claims("owner").build());
        var organization = get(owner, "/api/orgs").text("/0/id");
        Newcomer.bearer(owner)
                .post(
                        FakeProviderGatehouse.address() + "/api/orgs/" + organization + "/members",
                        Map.of("email", "guest@example.com", "role", "editor"));

        var guest = PROVIDER.sign(TYPE, claims("guest").build());

        assertThat(get(guest, "/api/orgs").texts("id")).containsExactly(organization);
    }

    @Test
    void whatATokenDoesNotSayStaysAsItWas() {
        me(PROVIDER.sign(TYPE, claims("bea").build()));

        var silent = new JWTClaimsSet.Builder(claims("bea").build())
                .claim("email", null)
                .claim("name", null);
        var me = me(PROVIDER.sign(TYPE, silent.build()));
        assertThat(me.text("/user/email")).isEqualTo("bea@example.com");
        assertThat(me.text("/user/name")).isEqualTo("Bea");

        var moved = claims("bea").claim("email", "bea@example.org").claim("email_verified", false);
        assertThat(me(PROVIDER.sign(TYPE, moved.build())).text("/user/email")).isEqualTo("bea@example.org");
    }

    @Test
    void anAdministratorIsWhoTheTokenSaysOrWhoseVerifiedAddressIsSet() {
        assertThat(isAdministrator(claims("cid"))).isFalse();
        assertThat(isAdministrator(claims("cid").claim("groups", List.of("gatehouse-admin"))))
                .isTrue();
        assertThat(isAdministrator(claims("cid"))).isFalse();
        assertThat(isAdministrator(claims("cid").claim("groups", "gatehouse-admin")))
                .isFalse();
        assertThat(isAdministrator(claims("root"))).isTrue();
        assertThat(isAdministrator(claims("r2").claim("email", "ROOT@EXAMPLE.COM")))
                .isTrue();
        assertThat(isAdministrator(
                        claims("r3").claim("email", "boss@example.com").claim("email_verified", false)))
                .isFalse();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void whatDoesNotHoldIs401(String what, String token) {
        var refused = me(token);

        assertThat(refused.status()).as(refused.response().body()).isEqualTo(401);
        assertThat(refused.problem()).isEqualTo("invalid-token");
        assertThat(refused.header("WWW-Authenticate")).isEqualTo("Bearer error=\"invalid_token\"");
        assertThat(refused.response().body()).doesNotContain(token);
    }

    static Stream<Arguments> whatDoesNotHoldIs401() throws JOSEException {
        var now = Instant.now();
        var good = PROVIDER.sign(TYPE, claims("eve").build());
        var parts = good.split("\\.", -1);
        return Stream.of(
                refused("an ID token", "JWT", claims("eve").claim("nonce", "n")),
                refused(
                        "an ID token with an access token's hash",
                        "JWT",
                        claims("eve").claim("at_hash", "h").claim("scope", "openid")),
                refused("Keycloak's ID token", "JWT", claims("eve").claim("typ", "ID")),
                refused(
                        "Keycloak's refresh token",
                        "JWT",
                        claims("eve").claim("typ", "Refresh").claim("scope", "openid")),
                refused("nothing says that it is an access token", "JWT", claims("eve")),
                refused("a logout token", "logout+jwt", claims("eve").claim("events", Map.of())),
                refused("bound to a key", TYPE, claims("eve").claim("cnf", Map.of("jkt", "x"))),
                refused("expired", TYPE, claims("eve").expirationTime(Date.from(now.minusSeconds(120)))),
                refused("not yet valid", TYPE, claims("eve").notBeforeTime(Date.from(now.plusSeconds(120)))),
                refused("without an end", TYPE, claims("eve").expirationTime(null)),
                refused("without a subject", TYPE, claims("eve").subject(null)),
                refused("of another issuer", TYPE, claims("eve").issuer("https://evil.example.com")),
                refused("of an issuer with a slash more", TYPE, claims("eve").issuer(PROVIDER.issuer() + "/")),
                refused("for another audience", TYPE, claims("eve").audience("other")),
                refused("without an audience", TYPE, claims("eve").audience((String) null)),
                Arguments.of(
                        "signed by a stranger who names our key",
                        FakeProvider.sign(
                                FakeProvider.newKey(PROVIDER.key().getKeyID()),
                                TYPE,
                                claims("eve").build())),
                Arguments.of("unsigned", new PlainJWT(claims("eve").build()).serialize()),
                Arguments.of(
                        "signed with the public key as a shared secret",
                        hs256(PROVIDER.key().toRSAPublicKey().getEncoded())),
                Arguments.of(
                        "signed with the client's secret",
                        hs256(FakeProvider.CLIENT_SECRET.getBytes(java.nio.charset.StandardCharsets.UTF_8))),
                Arguments.of("without its signature", parts[0] + "." + parts[1] + "."),
                Arguments.of(
                        "with another's content",
                        parts[0] + "."
                                + PROVIDER.sign(TYPE, claims("root").build()).split("\\.", -1)[1] + "." + parts[2]),
                Arguments.of("no JSON", "e30.bm8ganNvbg.c2ln"),
                Arguments.of("of no known shape", "opaque-token"));
    }

    /** One test, in this order: each rotation makes Gatehouse fetch keys, and it does so only so often. */
    @Test
    void aNewKeyIsFoundAtOnceKeysOutliveAnOutageAndUnknownOnesAreNotLookedForEachTime() throws InterruptedException {
        FakeProviderGatehouse.awaitKeysMayBeFetched();
        PROVIDER.rotateKey();
        var recognized = PROVIDER.sign(TYPE, claims("dan").build());
        assertThat(me(recognized).status()).isEqualTo(200);

        PROVIDER.pause();
        assertThat(me(PROVIDER.sign(TYPE, claims("dora").build())).status()).isEqualTo(200);
        PROVIDER.resume();

        PROVIDER.rotateKey();
        assertThat(me(recognized).status()).isEqualTo(200);

        var unknown = Stream.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j")
                .map(key -> FakeProvider.sign(
                        FakeProvider.newKey(key), TYPE, claims("eve").build()))
                .toList();
        var fetched = PROVIDER.timesKeysWereFetched();
        unknown.forEach(token -> assertThat(me(token).status()).isEqualTo(401));
        assertThat(PROVIDER.timesKeysWereFetched() - fetched)
                .as("not for each unknown key")
                .isLessThanOrEqualTo(2);
    }

    @Test
    void aRecognizedTokenEndsWhenItExpiresAndWithItsUser() throws InterruptedException {
        var shortLived = PROVIDER.sign(
                TYPE,
                claims("flo")
                        .expirationTime(Date.from(Instant.now().minusSeconds(57)))
                        .build());
        assertThat(me(shortLived).status())
                .as("within a minute, clocks may differ")
                .isEqualTo(200);
        Thread.sleep(4_000);
        assertThat(me(shortLived).status()).isEqualTo(401);

        var token = PROVIDER.sign(TYPE, claims("gus").build());
        var before = me(token).text("/user/id");
        Newcomer.bearer(token).delete(FakeProviderGatehouse.address() + "/api/users/me");
        assertThat(me(token).text("/user/id")).as("who comes again begins anew").isNotEqualTo(before);
    }

    private static Arguments refused(String what, String type, JWTClaimsSet.Builder claims) {
        return Arguments.of(what, PROVIDER.sign(type, claims.build()));
    }

    private static String hs256(byte[] secret) throws JOSEException {
        var token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .keyID(PROVIDER.key().getKeyID())
                        .build(),
                claims("eve").build());
        token.sign(new MACSigner(secret));
        return token.serialize();
    }

    private static JWTClaimsSet.Builder claims(String name) {
        var now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(PROVIDER.issuer())
                .audience("gatehouse")
                .subject(name)
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(now.minusSeconds(120)))
                .expirationTime(Date.from(now.plusSeconds(300)))
                .claim("email", name + "@example.com")
                .claim("email_verified", true)
                .claim("name", name.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + name.substring(1));
    }

    private static boolean isAdministrator(JWTClaimsSet.Builder claims) {
        return me(PROVIDER.sign(TYPE, claims.build()))
                .json()
                .get("administrator")
                .asBoolean();
    }

    private static Answer me(String token) {
        return get(token, "/api/auth/me");
    }

    private static Answer get(String token, String path) {
        return Newcomer.bearer(token).get(FakeProviderGatehouse.address() + path);
    }
}
