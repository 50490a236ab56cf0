package org.gatehouse.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.gatehouse.user.SomeUser;
import org.gatehouse.user.User;
import org.junit.jupiter.api.Test;

class UserSessionTest {

    private static final Instant NOW = Instant.parse("2026-05-03T10:00:00Z");

    private final User alice = SomeUser.named("Alice", "alice@example.com");
    private final UserSession session = new UserSession(alice, "id-token", NOW);

    @Test
    void aSessionIsItsUsersForADay() {
        assertThat(session.isOf(alice)).isTrue();
        assertThat(session.isOf(SomeUser.named("Bob", "bob@example.com"))).isFalse();
        assertThat(session.getExpiresAt()).isEqualTo(NOW.plus(Duration.ofDays(1)));
    }

    @Test
    void signingInAgainGivesItAnotherDayAndTheNewIdToken() {
        var id = session.getId();

        session.renew("new-id-token", NOW.plus(Duration.ofHours(23)));

        assertThat(session.getId()).isEqualTo(id);
        assertThat(session.getIdToken()).isEqualTo("new-id-token");
        assertThat(session.getExpiresAt()).isEqualTo(NOW.plus(Duration.ofHours(47)));
    }
}
