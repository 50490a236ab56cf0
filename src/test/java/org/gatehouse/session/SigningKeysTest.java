package org.gatehouse.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Date;
import java.util.Map;
import org.gatehouse.settings.GivenSettings;
import org.gatehouse.settings.Setting;
import org.gatehouse.testing.Injection;
import org.gatehouse.testing.SettableClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SigningKeysTest {

    private static final String KEY = "first-key-first-key-first-key-32";
    private static final String NEXT_KEY = "second-key-second-key-second-32!";
    private static final Instant NOW = Instant.parse("2026-05-03T10:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    private final SigningKeys keys = keys(NOW, KEY, null);
    private final String token = keys.sign("session", Map.of("sid", "42"), HOUR);

    @Test
    void whatWasSignedIsReadAgainForTheSamePurpose() throws Exception {
        assertThat(keys.verify("session", token).orElseThrow().getStringClaim("sid"))
                .isEqualTo("42");
        assertThat(SignedJWT.parse(token).getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.HS256);
    }

    @Test
    void whatWasSignedForOnePurposeIsWorthNothingForAnother() {
        assertThat(keys.verify("sign-in", token)).isEmpty();
        assertThat(keys.verify("", token)).isEmpty();
    }

    @Test
    void aTokenExpiresToTheSecond() {
        assertThat(keys(NOW.plus(HOUR).minusMillis(1), KEY, null).verify("session", token))
                .isPresent();
        assertThat(keys(NOW.plus(HOUR), KEY, null).verify("session", token)).isEmpty();
    }

    @Test
    void aChangedTokenIsNone() {
        String[] parts = token.split("\\.", 3);
        String otherClaims = encode(decode(parts[1]).replace("42", "43"));

        assertThat(keys.verify("session", parts[0] + "." + otherClaims + "." + parts[2]))
                .isEmpty();
        assertThat(keys.verify("session", parts[0] + "." + parts[1] + ".")).isEmpty();
        assertThat(keys.verify("session", parts[0] + "." + parts[1] + "." + encode("x".repeat(32))))
                .isEmpty();
        assertThat(keys.verify("session", encode("{\"alg\":\"HS512\"}") + "." + parts[1] + "." + parts[2]))
                .isEmpty();
    }

    @Test
    void anotherHeaderIsNoneEvenIfItWasSigned() throws Exception {
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("1").build(), claims("session"));
        jwt.sign(new MACSigner(KEY));

        assertThat(keys.verify("session", jwt.serialize())).isEmpty();
    }

    @Test
    void aSignatureThatIsTooLongOrShortIsNone() {
        assertThat(keys.verify("session", token + "AAAA")).isEmpty();
        assertThat(keys.verify("session", token.substring(0, token.length() - 4)))
                .isEmpty();
        assertThat(keys.verify("session", token + ".")).isEmpty();
        assertThat(keys.verify("session", token + "." + token.substring(token.lastIndexOf('.') + 1)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "None", "NONE", "nOnE", ""})
    void anUnsignedTokenIsNone(String algorithm) {
        String claims = token.split("\\.", 3)[1];
        String header = encode("{\"alg\":\"" + algorithm + "\"}");

        assertThat(keys.verify("session", header + "." + claims + ".")).isEmpty();
        assertThat(keys.verify("session", header + "." + claims + "." + token.split("\\.", 3)[2]))
                .isEmpty();
        assertThat(keys.verify("session", new PlainJWT(claims("session")).serialize()))
                .isEmpty();
    }

    @Test
    void aTokenOfAnotherKeyOrAlgorithmIsNone() throws Exception {
        assertThat(keys.verify("session", sign(JWSAlgorithm.HS256, NEXT_KEY, claims("session"))))
                .isEmpty();
        assertThat(keys.verify("session", sign(JWSAlgorithm.HS512, KEY + KEY, claims("session"))))
                .isEmpty();
        assertThat(keys.verify("session", sign(JWSAlgorithm.HS256, KEY, claims("session"))))
                .isPresent();
    }

    @Test
    void aTokenForSeveralPurposesOrWithoutAnEndIsNone() throws Exception {
        JWTClaimsSet twoPurposes = new JWTClaimsSet.Builder(claims("session"))
                .audience(java.util.List.of("session", "sign-in"))
                .build();
        JWTClaimsSet forEver = new JWTClaimsSet.Builder()
                .audience("session")
                .claim("sid", "42")
                .build();

        assertThat(keys.verify("session", sign(JWSAlgorithm.HS256, KEY, twoPurposes)))
                .isEmpty();
        assertThat(keys.verify("session", sign(JWSAlgorithm.HS256, KEY, forEver)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "a.b.c",
                "e30.e30.e30",
                "eyJhbGciOiJIUzI1NiJ9..",
                "eyJhbGciOiJIUzI1NiJ9.bm90IGpzb24.AAAA",
                "eyJhbGciOiJIUzI1NiJ9.bnVsbA.AAAA",
                "eyJhbGciOiJIUzI1NiJ9.eyJleHAiOiJzb29uIn0.AAAA",
                "eyJhbGciOjF9.e30.AAAA",
                "bnVsbA.e30.AAAA",
                "eyJhbGciOiJIUzI1NiJ9",
                "eyJhbGciOiJIUzI1NiJ9.",
                "%%%.%%%.%%%",
                "\ud83d\ude00.\u0000.x",
            })
    void rubbishIsNone(String rubbish) {
        assertThat(keys.verify("session", rubbish)).isEmpty();
    }

    @Test
    void whatIsRememberedExpiresAllTheSameAndStaysWorthNothingForAnotherPurpose() {
        SettableClock clock = new SettableClock();
        SigningKeys remembering =
                Injection.into(new SigningKeys(), new GivenSettings(Setting.SECRET_KEY, KEY).read(), clock);
        String cookie = remembering.sign("session", Map.of("sid", "42"), HOUR);

        assertThat(remembering.recall("session", cookie)).isPresent();
        assertThat(remembering.recall("session", cookie)).isPresent();
        assertThat(remembering.recall("flash", cookie)).isEmpty();
        assertThat(remembering.recall("session", cookie + "x")).isEmpty();
        clock.pass(HOUR);
        assertThat(remembering.recall("session", cookie)).isEmpty();
    }

    @Test
    void aKeyRotatesWithNobodySignedOut() {
        SigningKeys rotated = keys(NOW, NEXT_KEY, KEY);
        String newToken = rotated.sign("session", Map.of("sid", "43"), HOUR);

        assertThat(rotated.verify("session", token)).isPresent();
        assertThat(rotated.verify("session", newToken)).isPresent();
        assertThat(keys.verify("session", newToken))
                .as("signed with the new key")
                .isEmpty();
        assertThat(keys(NOW, NEXT_KEY, null).verify("session", token))
                .as("once the previous key is gone")
                .isEmpty();
    }

    /** The first step makes every node accept the next key, the second sign with it: in between nodes differ. */
    @Test
    void whileNodesChangeTheKeyOneAfterTheOtherTheyAcceptEachOthers() {
        SigningKeys atFirst = keys;
        SigningKeys accepting = keys(NOW, KEY, NEXT_KEY);
        SigningKeys changed = keys(NOW, NEXT_KEY, KEY);

        assertAccepted(atFirst, accepting);
        assertAccepted(accepting, changed);
    }

    @Test
    void withoutAKeyEveryProcessHasItsOwn() {
        SigningKeys one = keys(NOW, null, null);
        SigningKeys another = keys(NOW, null, null);
        String signed = one.sign("session", Map.of(), HOUR);

        assertThat(one.verify("session", signed)).isPresent();
        assertThat(another.verify("session", signed)).isEmpty();
    }

    private static void assertAccepted(SigningKeys one, SigningKeys another) {
        assertThat(one.verify("session", another.sign("session", Map.of(), HOUR)))
                .isPresent();
        assertThat(another.verify("session", one.sign("session", Map.of(), HOUR)))
                .isPresent();
    }

    private static SigningKeys keys(Instant now, String key, String previous) {
        GivenSettings given = new GivenSettings();
        if (key != null) {
            given.with(Setting.SECRET_KEY, key);
        }
        if (previous != null) {
            given.with(Setting.SECRET_KEY_PREVIOUS, previous);
        }
        return Injection.into(new SigningKeys(), given.read(), Clock.fixed(now, ZoneOffset.UTC));
    }

    private static JWTClaimsSet claims(String purpose) {
        return new JWTClaimsSet.Builder()
                .audience(purpose)
                .expirationTime(Date.from(NOW.plus(HOUR)))
                .build();
    }

    private static String sign(JWSAlgorithm algorithm, String key, JWTClaimsSet claims) throws Exception {
        SignedJWT jwt = new SignedJWT(new JWSHeader(algorithm), claims);
        jwt.sign(new MACSigner(key));
        return jwt.serialize();
    }

    private static String encode(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }

    private static String decode(String text) {
        return new String(Base64.getUrlDecoder().decode(text), UTF_8);
    }
}
