package org.gatehouse.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.gatehouse.settings.GivenSettings;
import org.gatehouse.settings.Setting;
import org.gatehouse.testing.Injection;
import org.gatehouse.user.SomeUser;
import org.junit.jupiter.api.Test;

class SessionTokenTest {

    private static final Instant NOW = Instant.parse("2026-05-03T10:00:00Z");

    private final UserSession session =
            new UserSession(SomeUser.named("Alice", "alice@example.com"), "id-token", NOW, Duration.ofDays(1));
    private final String token = token(NOW).issue(session);

    @Test
    void aTokenStandsForItsSession() {
        assertThat(token(NOW).read(token)).contains(session.getId());
    }

    @Test
    void aTokenSaysNothingOfWhomItIsFor() throws Exception {
        assertThat(com.nimbusds.jwt.SignedJWT.parse(token)
                        .getJWTClaimsSet()
                        .getClaims()
                        .keySet())
                .containsExactlyInAnyOrder("sid", "aud", "iat", "exp");
        assertThat(token).hasSizeLessThan(300);
    }

    @Test
    void aTokenIsWorthNothingAfterADay() {
        assertThat(token(NOW.plus(Duration.ofDays(1)).minusSeconds(1)).read(token))
                .isPresent();
        assertThat(token(NOW.plus(Duration.ofDays(1))).read(token)).isEmpty();
    }

    @Test
    void whatWasSignedForASignInIsNoSession() {
        String attempt = keys(NOW).sign("sign-in", Map.of("sid", session.getId().toString()), Duration.ofHours(1));

        assertThat(token(NOW).read(attempt)).isEmpty();
        assertThat(token(NOW).read("forged")).isEmpty();
    }

    private static SessionToken token(Instant now) {
        return Injection.into(new SessionToken(), keys(now), new GivenSettings().read());
    }

    private static SigningKeys keys(Instant now) {
        return Injection.into(
                new SigningKeys(),
                new GivenSettings(Setting.SECRET_KEY, "a-key-for-tests-a-key-for-tests-").read(),
                Clock.fixed(now, ZoneOffset.UTC));
    }
}
