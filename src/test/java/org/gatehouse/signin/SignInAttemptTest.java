package org.gatehouse.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.gatehouse.session.SigningKeys;
import org.gatehouse.settings.GivenSettings;
import org.gatehouse.testing.Injection;
import org.junit.jupiter.api.Test;

class SignInAttemptTest {

    @Test
    void theChallengeIsThatOfTheExampleInRfc7636() {
        assertThat(SignInAttempt.challenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"))
                .isEqualTo("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    }

    @Test
    void everyVerifierIsNewAndAsLongAsRfc7636Asks() {
        Set<String> verifiers = new HashSet<>();
        IntStream.range(0, 100).forEach(i -> verifiers.add(SignInAttempt.newVerifier()));

        assertThat(verifiers).hasSize(100).allMatch(verifier -> verifier.matches("[A-Za-z0-9._~-]{43,128}"));
    }

    @Test
    void anAttemptComesBackFromItsCookieAsItWas() {
        SigningKeys keys = Injection.into(
                new SigningKeys(), new GivenSettings().read(), Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
        SignInAttempt attempt = new SignInAttempt("state", "nonce", SignInAttempt.newVerifier(), "/orgs/new?a=b%26c");

        String cookie = keys.sign("sign-in", attempt.toClaims(), Duration.ofHours(1));

        assertThat(keys.verify("sign-in", cookie).map(SignInAttempt::of)).contains(attempt);
    }

    @Test
    void theLongestWayBackFitsIntoACookie() {
        SigningKeys keys = Injection.into(new SigningKeys(), new GivenSettings().read(), Clock.systemUTC());
        String random = SignInAttempt.newVerifier();
        SignInAttempt attempt = new SignInAttempt(random, random, random, "/" + "a".repeat(1_999));

        assertThat(keys.sign("sign-in", attempt.toClaims(), Duration.ofHours(1)))
                .hasSizeLessThan(4_000);
    }

    @Test
    void withoutAPageThatWasAskedForNoneIsWanted() {
        assertThat(new SignInAttempt("s", "n", "v", "").wantedPage()).isEmpty();
        assertThat(new SignInAttempt("s", "n", "v", "/account").wantedPage()).contains("/account");
    }

    @Test
    void aCookiesNameTellsAttemptsApartAndNotTheirState() {
        assertThat(SignInAttempt.id("state"))
                .matches("[\\w-]{16}")
                .isNotEqualTo(SignInAttempt.id("etats"))
                .doesNotContain("state");
    }
}
