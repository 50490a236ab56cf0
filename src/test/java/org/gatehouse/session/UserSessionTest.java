package org.gatehouse.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import java.time.Duration;
import java.time.Instant;
import org.gatehouse.user.SomeUser;
import org.gatehouse.user.User;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserSessionTest {

    private static final Instant NOW = Instant.parse("2026-05-03T10:00:00Z");
    private static final Duration LIFETIME = Duration.ofHours(8);

    private final User alice = SomeUser.named("Alice", "alice@example.com");
    private final UserSession session = new UserSession(alice, "id-token", NOW, LIFETIME);

    @Test
    void aSessionIsItsUsersForItsLifetime() {
        assertThat(session.isOf(alice)).isTrue();
        assertThat(session.isOf(SomeUser.named("Bob", "bob@example.com"))).isFalse();
        assertThat(session.getExpiresAt()).isEqualTo(NOW.plus(LIFETIME));
        assertThat(session.getLastSeenAt()).isEqualTo(NOW);
    }

    @Test
    void signingInAgainGivesItAnotherLifetimeAndTheNewIdToken() {
        var id = session.getId();
        var later = NOW.plus(Duration.ofHours(7));

        session.renew("new-id-token", later, LIFETIME);

        assertThat(session.getId()).isEqualTo(id);
        assertThat(session.getIdToken()).isEqualTo("new-id-token");
        assertThat(session.getLastSeenAt()).isEqualTo(later);
        assertThat(session.getExpiresAt()).isEqualTo(later.plus(LIFETIME));
    }

    @Test
    void thatItIsSeenIsWorthNotingOnceAMinute() {
        assertThat(KnownSession.of(session).isSeenAnew(NOW.plusSeconds(60))).isFalse();
        assertThat(KnownSession.of(session).isSeenAnew(NOW.plusSeconds(61))).isTrue();
    }

    @Test
    void theProvidersSessionIsTheOneThatTheLatestIdTokenNames() {
        session.renew(idToken("first"), NOW, LIFETIME);
        session.renew(idToken("s/e ss:ion"), NOW, LIFETIME);

        assertThat(session.getProviderSessionId()).isEqualTo("s/e ss:ion");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\0", "ä", "a\nb"})
    void whatCannotBeASessionIdOfTheProviderIsNone(String sid) {
        session.renew(idToken(sid), NOW, LIFETIME);

        assertThat(session.getProviderSessionId()).isNull();
        session.renew(idToken("x".repeat(256)), NOW, LIFETIME);
        assertThat(session.getProviderSessionId()).isNull();
        session.renew(new PlainJWT(new JWTClaimsSet.Builder().claim("sid", 7).build()).serialize(), NOW, LIFETIME);
        assertThat(session.getProviderSessionId()).isNull();
    }

    @Test
    void whereItComesFromIsKeptAsFarAsItFitsAndIsText() {
        session.comesFrom("2001:db8::1", " Fire\tfox\0 ");
        assertThat(session.getAddress()).isEqualTo("2001:db8::1");
        assertThat(session.getUserAgent()).isEqualTo("Fire fox");

        session.comesFrom("", "M".repeat(9_000));
        assertThat(session.getAddress()).isNull();
        assertThat(session.getUserAgent()).hasSize(255);
    }

    private static String idToken(String sid) {
        return new PlainJWT(new JWTClaimsSet.Builder().claim("sid", sid).build()).serialize();
    }
}
