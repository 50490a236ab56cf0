package org.gatehouse.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.gatehouse.testing.Api;
import org.gatehouse.testing.FakeProvider;
import org.gatehouse.testing.FakeProviderGatehouse;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Sign-in against a provider that does wrong things. Names that begin with {@code oidcc-client-test} are those of the
 * OpenID Foundation's test modules for relying parties, and what they expect is expected here.
 */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class RelyingPartyIT {
    private static final String LOGIN = "/api/auth/login";
    private static final Pattern LANDED = Pattern.compile("/login\\?error=(\\w+)&id=(\\w+)");

    private final FakeProvider provider = FakeProviderGatehouse.provider();
    private final URI gatehouse = FakeProviderGatehouse.address();
    private final Api browser = Api.anonymous();

    @BeforeEach
    @AfterEach
    void behave() {
        provider.behave();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void whatHoldsSignsIn(String module, Consumer<FakeProvider> behaviour) throws Exception {
        behaviour.accept(provider);

        var end = browser.browse(gatehouse + LOGIN + "?next=/account");

        assertThat(end.uri().getPath()).isEqualTo("/account");
        assertThat(me()).contains("\"authenticated\":true").contains("\"name\":\"Some Body\"");
    }

    static Stream<Arguments> whatHoldsSignsIn() {
        return Stream.of(
                good("oidcc-client-test", provider -> {}),
                good("oidcc-client-test-discovery-openid-config", provider -> {}),
                good("oidcc-client-test-discovery-jwks-uri-keys", provider -> {}),
                good("oidcc-client-test-idtoken-sig-rs256", provider -> {}),
                good("oidcc-client-test-scope-userinfo-claims", provider -> {}),
                good(
                        "oidcc-client-test-kid-absent-single-jwks",
                        provider -> provider.signing(claims -> withoutKeyId(provider, claims))),
                good(
                        "clocks that differ by half a minute",
                        provider -> provider.idToken(
                                claims -> claims.issueTime(in(30)).expirationTime(in(330)))),
                good(
                        "an ID token that ended half a minute ago",
                        provider -> provider.idToken(
                                claims -> claims.issueTime(in(-330)).expirationTime(in(-30)))),
                good(
                        "us as one audience of two, and as the authorized party",
                        provider -> provider.idToken(claims ->
                                claims.audience(List.of("other", "gatehouse")).claim("azp", "gatehouse"))),
                good(
                        "an ID token of 10 kB",
                        provider -> provider.idToken(claims -> claims.claim("picture", "data:" + "x".repeat(10_000)))),
                good(
                        "Google's email_verified as a text",
                        provider -> provider.userInfo(with("email_verified", "true"))),
                good("everything in the ID token, and userinfo down", provider -> {
                    provider.instead("/userinfo", 500, "<h1>sorry</h1>");
                    provider.idToken(claims -> claims.claim("email", "all@example.com")
                            .claim("email_verified", true)
                            .claim("name", "Some Body")
                            .claim("groups", List.of()));
                }),
                good("no e-mail claim", provider -> provider.userInfo(without("email"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void whatDoesNotHoldSignsNobodyIn(String module, String reason, Consumer<FakeProvider> behaviour) throws Exception {
        behaviour.accept(provider);

        var end = browser.browse(gatehouse + LOGIN + "?next=/account");

        var landed = LANDED.matcher(end.uri().toString());
        assertThat(landed.find()).as(end.uri().toString()).isTrue();
        assertThat(landed.group(1)).isEqualTo(reason);
        assertThat(end.statusCode()).isEqualTo(200);
        assertThat(end.body())
                .contains(landed.group(2))
                .contains("Continue with")
                .doesNotContain("Exception");
        assertThat(FakeProviderGatehouse.log()).contains("Sign-in failed [" + landed.group(2) + "]: ");
        if (!reason.equals("expired")) {
            assertThat(end.body()).as("the way on leads to the same page").contains("next=%2Faccount");
        }
        assertThat(me()).contains("\"authenticated\":false");
        assertThat(browser.cookies()).doesNotContainKey("gatehouse_session");
    }

    static Stream<Arguments> whatDoesNotHoldSignsNobodyIn() {
        return Stream.of(
                token("oidcc-client-test-invalid-iss", claims -> claims.issuer("https://evil.example.com")),
                token("oidcc-client-test-missing-sub", claims -> claims.subject(null)),
                token("oidcc-client-test-invalid-aud", claims -> claims.audience("other")),
                token("oidcc-client-test-missing-iat", claims -> claims.issueTime(null)),
                token("oidcc-client-test-nonce-invalid", claims -> claims.claim("nonce", "another")),
                token("a nonce that is missing", claims -> claims.claim("nonce", null)),
                token(
                        "two audiences and no authorized party",
                        claims -> claims.audience(List.of("gatehouse", "other"))),
                token("another authorized party", claims -> claims.claim("azp", "other")),
                token("an ID token without an end", claims -> claims.expirationTime(null)),
                token("another access token's hash", claims -> claims.claim("at_hash", "AAAAAAAAAAAAAAAAAAAAAA")),
                bad(
                        "oidcc-client-test-idtoken-sig-none",
                        "provider",
                        provider -> provider.signing(claims -> new PlainJWT(claims).serialize())),
                bad(
                        "oidcc-client-test-invalid-sig-rs256",
                        "provider",
                        provider -> provider.signing(claims -> FakeProvider.sign(
                                FakeProvider.newKey(provider.key().getKeyID()), "JWT", claims))),
                bad(
                        "signed with the client's secret",
                        "provider",
                        provider -> provider.signing(
                                claims -> hs256(FakeProvider.CLIENT_SECRET.getBytes(StandardCharsets.UTF_8), claims))),
                bad(
                        "signed with our public key as a secret",
                        "provider",
                        provider -> provider.signing(claims -> hs256(publicKey(provider), claims))),
                bad(
                        "oidcc-client-test-userinfo-invalid-sub",
                        "provider",
                        provider -> provider.userInfo(with("sub", "somebody-else"))),
                bad("userinfo without a subject", "provider", provider -> provider.userInfo(without("sub"))),
                bad(
                        "userinfo that is down",
                        "provider",
                        provider -> provider.instead("/userinfo", 500, "<h1>sorry</h1>")),
                bad(
                        "a clock an hour fast",
                        "clock",
                        provider -> provider.idToken(
                                claims -> claims.issueTime(in(3_600)).expirationTime(in(3_900)))),
                bad(
                        "a clock an hour slow",
                        "clock",
                        provider -> provider.idToken(
                                claims -> claims.issueTime(in(-3_600)).expirationTime(in(-3_300)))),
                bad(
                        "another issuer's response",
                        "provider",
                        provider -> provider.response(changed("iss", "https://evil.example.com"))),
                bad(
                        "a response that does not say whose it is",
                        "provider",
                        provider -> provider.response(changed("iss", null))),
                bad("another state", "expired", provider -> provider.response(changed("state", "another"))),
                bad("no state", "expired", provider -> provider.response(changed("state", null))),
                bad(
                        "a code that the provider does not know",
                        "provider",
                        provider -> provider.response(changed("code", "unknown"))),
                bad("no code", "provider", provider -> provider.response(changed("code", null))),
                bad(
                        "the person cancels",
                        "cancelled",
                        provider -> provider.response(changed("error", "access_denied"))),
                bad(
                        "the provider refuses",
                        "provider",
                        provider -> provider.response(changed("error", "invalid_scope\r\n<script>"))),
                bad(
                        "another issuer says that the person cancelled",
                        "provider",
                        provider -> provider.response(parameters -> changed("iss", "https://evil.example.com")
                                .apply(changed("error", "access_denied").apply(parameters)))),
                bad(
                        "a wrong secret",
                        "setup",
                        provider -> provider.instead("/token", 401, "{\"error\":\"invalid_client\"}")),
                bad(
                        "a token endpoint that fails",
                        "unreachable",
                        provider -> provider.instead("/token", 500, "{\"error\":\"server_error\"}")),
                bad(
                        "a token endpoint that fails with a page",
                        "unreachable",
                        provider -> provider.instead("/token", 502, "<html>Bad Gateway</html>")),
                bad(
                        "a token endpoint that answers with a page",
                        "provider",
                        provider -> provider.instead("/token", 200, "<html>Sign in to the hotel's network</html>")),
                bad(
                        "a token endpoint that answers nothing",
                        "provider",
                        provider -> provider.instead("/token", 200, "")),
                bad(
                        "a token endpoint that answers with a list",
                        "provider",
                        provider -> provider.instead("/token", 200, "[]")),
                bad(
                        "an ID token that is no text",
                        "provider",
                        provider -> provider.instead(
                                "/token", 200, "{\"access_token\":\"a\",\"token_type\":\"Bearer\",\"id_token\":7}")),
                bad(
                        "no ID token",
                        "provider",
                        provider ->
                                provider.instead("/token", 200, "{\"access_token\":\"a\",\"token_type\":\"Bearer\"}")),
                bad(
                        "a token endpoint that does not stop",
                        "provider",
                        provider ->
                                provider.instead("/token", 200, "{\"id_token\":\"" + "x".repeat(5_000_000) + "\"}")),
                bad("a token endpoint that is slow", "unreachable", provider -> provider.slow("/token", 11_000)));
    }

    @Test
    @DisplayName("the provider down between leaving and coming back")
    void aProviderThatIsDownIsSaidToBeAndSignsInOnceItIsUp() throws Exception {
        var callback = callback();
        provider.pause();

        assertThat(browser.browse(callback).uri().toString()).contains("error=unreachable");

        provider.behave();
        assertThat(browser.browse(gatehouse + LOGIN).uri().getPath()).isEqualTo("/");
        assertThat(me()).contains("\"authenticated\":true");
    }

    @Test
    void aCallbackFromHistoryChangesNothingForWhoIsSignedIn() throws Exception {
        var callback = callback();
        assertThat(browser.browse(callback).uri().getPath()).isEqualTo("/");
        var session = browser.cookies().get("gatehouse_session");

        assertThat(browser.browse(callback).uri().getPath()).isEqualTo("/");

        assertThat(browser.cookies()).containsEntry("gatehouse_session", session);
    }

    @Test
    void aCallbackOfAnotherBrowserSignsNobodyIn() throws Exception {
        var stranger = Api.anonymous();

        assertThat(stranger.browse(callback()).uri().toString()).contains("error=expired");
        assertThat(stranger.get(gatehouse + "/api/auth/me").body()).contains("\"authenticated\":false");
    }

    @ParameterizedTest
    @ValueSource(strings = {"state", "code", "iss", "error"})
    void aParameterThatComesTwiceIsRefused(String name) throws Exception {
        var callback = callback();

        var end = browser.browse(callback + "&" + name + "=x&" + name + "=y");

        assertThat(end.uri().toString()).contains("/login?error=provider");
        assertThat(me()).contains("\"authenticated\":false");
    }

    @Test
    void whatAVisitorAddsToTheAddressOfSignInIsNothingOfTheProviders() throws Exception {
        var leaving = browser.get(gatehouse + LOGIN + "?state=mine&code=x&error=y&nonce=z");

        assertThat(location(leaving.headers().firstValue("Location"))).startsWith(provider.address() + "/auth?");
    }

    @Test
    void eachAttemptHasAStateANonceAndAChallengeOfItsOwn() throws Exception {
        var first = query(location(browser.get(gatehouse + LOGIN).headers().firstValue("Location")));
        var second = query(location(browser.get(gatehouse + LOGIN).headers().firstValue("Location")));

        for (var name : List.of("state", "nonce", "code_challenge")) {
            assertThat(first.get(name)).hasSizeGreaterThan(20).isNotEqualTo(second.get(name));
        }
        assertThat(first)
                .containsEntry("code_challenge_method", "S256")
                .containsEntry("response_type", "code")
                .containsEntry("redirect_uri", gatehouse + "/api/auth/callback");
    }

    @Test
    @DisplayName("oidcc-client-test-signing-key-rotation")
    void aNewKeyIsFound() throws Exception {
        FakeProviderGatehouse.awaitKeysMayBeFetched();
        provider.rotateKey();

        assertThat(browser.browse(gatehouse + LOGIN).uri().getPath()).isEqualTo("/");
    }

    @Test
    @DisplayName("oidcc-client-test-signing-key-rotation-just-before-signing")
    void aKeyThatIsNewSinceTheBrowserLeftIsFound() throws Exception {
        FakeProviderGatehouse.awaitKeysMayBeFetched();
        provider.signing(claims -> {
            provider.rotateKey();
            return provider.sign("JWT", claims);
        });

        assertThat(browser.browse(gatehouse + LOGIN).uri().getPath()).isEqualTo("/");
    }

    @Test
    void anUnknownKeyIsLookedForTwiceInTenSecondsAtMost() throws Exception {
        browser.browse(gatehouse + LOGIN);
        var unknown = FakeProvider.newKey("unknown");
        provider.signing(claims -> FakeProvider.sign(unknown, "JWT", claims));
        FakeProviderGatehouse.awaitKeysMayBeFetched();
        var fetched = provider.timesKeysWereFetched();

        for (int attempt = 0; attempt < 5; attempt++) {
            assertThat(Api.anonymous().browse(gatehouse + LOGIN).uri().toString())
                    .contains("error=provider");
        }

        assertThat(provider.timesKeysWereFetched() - fetched).isBetween(1, 2);
    }

    @Test
    void aCallbackThatIsTriedAgainAndAgainIsStopped() throws Exception {
        var stranger = Api.with("X-Forwarded-For", "192.0.2.77");
        var status = 302;
        for (int attempt = 0; attempt < 1_100 && status == 302; attempt++) {
            status = stranger.get(gatehouse + "/api/auth/callback?state=s&code=" + attempt)
                    .statusCode();
        }

        assertThat(status).isEqualTo(429);
        assertThat(browser.browse(gatehouse + LOGIN).uri().getPath()).isEqualTo("/");
    }

    @Test
    void whoeverHasAnotherAddressNowStaysWhoTheyAreAndIsInvitedByIt() throws Exception {
        var before = signInAs("mover", "mover@example.com", true);
        var host = FakeProviderGatehouse.signedIn("host-of-mover", "any");
        var organization = host.post(gatehouse + "/api/orgs", Map.of("slug", "movers", "name", "Movers"))
                .text("/id");
        host.post(
                gatehouse + "/api/orgs/" + organization + "/members",
                Map.of("email", "Mover@example.org", "role", "editor"));
        assertThat(signInAs("mover", "mover@example.org", false)).contains("mover@example.org");
        assertThat(browser.get(gatehouse + "/api/orgs").body())
                .as("not verified")
                .doesNotContain(organization);

        var after = signInAs("mover", "mover@example.org", true);

        assertThat(after.replaceFirst(".*\"id\":\"([^\"]+)\".*", "$1"))
                .isEqualTo(before.replaceFirst(".*\"id\":\"([^\"]+)\".*", "$1"));
        assertThat(after).contains("mover@example.org");
        assertThat(browser.get(gatehouse + "/api/orgs").body())
                .as("the personal organization made at the first sign-in")
                .contains("Mover's Space")
                .contains(organization);
    }

    @Test
    void whoeverHadTheVerifiedAddressAtThePreviousIssuerIsThatUser() throws Exception {
        var user = userBefore("mia@example.com", true);

        var me = signInAs("new-mia", "MIA@example.com", true);

        assertThat(me).contains(user.toString());
        assertThat(text("select issuer || ' ' || subject from app_user where id = ?", user))
                .isEqualTo(provider.issuer() + " new-mia");
        assertThat(text("select detail from audit_event where action = 'user_moved' and actor_id = ?", user))
                .startsWith(FakeProviderGatehouse.PREVIOUS_ISSUER + " before-");
        assertThat(signInAs("new-mia", "mia@example.com", true)).contains(user.toString());
    }

    @Test
    void nobodyMovesByAnAddressThatIsNotVerifiedOnBothSidesOrThatTwoHave() throws Exception {
        var unverifiedBefore = userBefore("ned@example.com", false);
        var unverifiedNow = userBefore("oda@example.com", true);
        var one = userBefore("pat@example.com", true);
        var other = userBefore("pat@example.com", true);

        assertThat(signInAs("new-ned", "ned@example.com", true)).doesNotContain(unverifiedBefore.toString());
        assertThat(signInAs("new-oda", "oda@example.com", false)).doesNotContain(unverifiedNow.toString());
        assertThat(signInAs("new-pat", "pat@example.com", true))
                .doesNotContain(one.toString())
                .doesNotContain(other.toString());
    }

    @Test
    void whoeverIsKnownAlreadyDoesNotBecomeAnother() throws Exception {
        var me = signInAs("new-quin", "quin@example.com", true);
        var before = userBefore("quin@example.com", true);

        assertThat(signInAs("new-quin", "quin@example.com", true)).isEqualTo(me).doesNotContain(before.toString());
    }

    @Test
    void tenTabsThatMoveSomebodyAtOnceMoveThemOnce() throws Exception {
        var user = userBefore("rosa@example.com", true);
        provider.person(Map.of("sub", "new-rosa", "email", "rosa@example.com", "email_verified", true));

        var answers = Stream.generate(() -> CompletableFuture.supplyAsync(this::signInElsewhere))
                .limit(10)
                .toList();

        assertThat(answers).allSatisfy(answer -> assertThat(answer.join()).contains(user.toString()));
        assertThat(text("select count(*) from audit_event where action = 'user_moved' and actor_id = ?", user))
                .isEqualTo("1");
    }

    private String signInElsewhere() {
        try {
            var other = Api.anonymous();
            other.browse(gatehouse + LOGIN);
            return other.get(gatehouse + "/api/auth/me").body();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static UUID userBefore(String email, boolean verified) throws SQLException {
        var id = UUID.randomUUID();
        try (var connection = FakeProviderGatehouse.database().getConnection();
                var insert = connection.prepareStatement("""
                        insert into app_user (id, issuer, subject, email, email_key, email_verified, name,
                          administrator, created_at, last_sign_in_at)
                        values (?, ?, ?, ?, ?, ?, 'Before', false, now(), now())""")) {
            insert.setObject(1, id);
            insert.setString(2, FakeProviderGatehouse.PREVIOUS_ISSUER);
            insert.setString(3, "before-" + id);
            insert.setString(4, email);
            insert.setString(5, email);
            insert.setBoolean(6, verified);
            insert.executeUpdate();
        }
        return id;
    }

    private static String text(String query, Object parameter) throws SQLException {
        try (var connection = FakeProviderGatehouse.database().getConnection();
                var select = connection.prepareStatement(query)) {
            select.setObject(1, parameter);
            var rows = select.executeQuery();
            rows.next();
            return rows.getString(1);
        }
    }

    @Test
    void anAddressIsVerifiedByWhoeverNamesIt() throws Exception {
        userBefore("sam@example.com", true);
        provider.idToken(claims -> claims.claim("email_verified", true));

        signInAs("new-sam", "sam@example.com", false);

        assertThat(text("select email_verified from app_user where subject = ?", "new-sam"))
                .isEqualTo("f");
    }

    @Test
    void aRoleThatOnlyUserInfoNamesCounts() throws Exception {
        provider.userInfo(with("groups", List.of("gatehouse-admin")));
        provider.idToken(claims -> claims.claim("email", "tess@example.com"));
        browser.browse(gatehouse + LOGIN);

        assertThat(me()).contains("\"administrator\":true");
    }

    /** Signs in as somebody whom the provider describes so, and tells what Gatehouse says of them. */
    private String signInAs(String subject, String email, boolean verified) throws Exception {
        provider.person(Map.of("sub", subject, "email", email, "email_verified", verified, "name", "Mover"));
        assertThat(browser.browse(gatehouse + LOGIN).uri().getPath()).isEqualTo("/");
        return me();
    }

    /** The address that the provider sends the browser back to. */
    private String callback() throws IOException, InterruptedException {
        var leaving = browser.get(gatehouse + LOGIN);
        return location(browser.get(location(leaving.headers().firstValue("Location")))
                .headers()
                .firstValue("Location"));
    }

    private String me() throws IOException, InterruptedException {
        return browser.get(gatehouse + "/api/auth/me").body();
    }

    private static String location(Optional<String> header) {
        return header.orElseThrow();
    }

    private static Map<String, String> query(String address) {
        var parameters = new HashMap<String, String>();
        for (var each : URI.create(address).getQuery().split("&", -1)) {
            var parameter = each.split("=", 2);
            parameters.put(parameter[0], parameter[1]);
        }
        return parameters;
    }

    private static Arguments good(String module, Consumer<FakeProvider> behaviour) {
        return arguments(module, behaviour);
    }

    private static Arguments bad(String module, String reason, Consumer<FakeProvider> behaviour) {
        return arguments(module, reason, behaviour);
    }

    private static Arguments token(String module, UnaryOperator<JWTClaimsSet.Builder> change) {
        return bad(module, "provider", provider -> provider.idToken(change));
    }

    private static UnaryOperator<Map<String, Object>> with(String claim, Object value) {
        return claims -> {
            claims.put(claim, value);
            return claims;
        };
    }

    private static UnaryOperator<Map<String, Object>> without(String claim) {
        return claims -> {
            claims.remove(claim);
            return claims;
        };
    }

    private static UnaryOperator<Map<String, String>> changed(String name, String value) {
        return parameters -> {
            if (value == null) {
                parameters.remove(name);
            } else {
                parameters.put(name, value);
            }
            return parameters;
        };
    }

    private static Date in(long seconds) {
        return Date.from(Instant.now().plusSeconds(seconds));
    }

    private static String withoutKeyId(FakeProvider provider, JWTClaimsSet claims) {
        return FakeProvider.sign(provider.key(), new JWSHeader.Builder(JWSAlgorithm.RS256), claims);
    }

    private static String hs256(byte[] secret, JWTClaimsSet claims) {
        try {
            var token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
            token.sign(new MACSigner(secret));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] publicKey(FakeProvider provider) {
        try {
            return provider.key().toRSAPublicKey().getEncoded();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
