package org.gatehouse.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.cache.Change;
import org.gatehouse.cache.LocalCache;
import org.gatehouse.metrics.Metrics;
import org.gatehouse.settings.GivenSettings;
import org.gatehouse.settings.Setting;
import org.gatehouse.testing.Injection;
import org.gatehouse.testing.SettableClock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KnownSessionsTest {
    private static final UUID ID = UUID.randomUUID();

    private final SettableClock clock = new SettableClock();
    private final Rows rows = new Rows();
    private final KnownSessions sessions = Injection.into(
            new KnownSessions(),
            rows,
            new GivenSettings(Setting.SESSION_IDLE_TIMEOUT, "PT5M").read(),
            clock,
            new Uncounted());

    @Test
    void oneInUseIsLookedUpOnce() {
        rows.seen(clock.instant());

        assertThat(sessions.find(ID)).isPresent();
        assertThat(sessions.find(ID)).isPresent();
        assertThat(rows.lookups).isEqualTo(1);
    }

    @Test
    void itsUseIsNotedOnceAMinute() {
        rows.seen(clock.instant());
        sessions.find(ID);
        assertThat(rows.notes).isZero();

        clock.pass(Duration.ofSeconds(61));
        sessions.find(ID);

        assertThat(rows.notes).isEqualTo(1);
    }

    @Test
    void oneThatChangesIsLookedUpAgain() {
        rows.seen(clock.instant());
        sessions.find(ID);
        rows.row = null;

        sessions.forget(new Change(Change.Kind.SESSION, ID));

        assertThat(sessions.find(ID)).isEmpty();
    }

    @Test
    void oneThatSeemsIdleMayHaveBeenUsedByWayOfAnotherNode() {
        rows.seen(clock.instant());
        sessions.find(ID);
        clock.pass(Duration.ofMinutes(6));

        rows.seen(clock.instant());
        assertThat(sessions.find(ID)).isPresent();

        clock.pass(Duration.ofMinutes(6));
        rows.row = null;
        assertThat(sessions.find(ID)).as("not used anywhere").isEmpty();
    }

    /** What the database says, without one. */
    private static final class Rows extends UserSessionService {
        private @Nullable KnownSession row;
        private int lookups;
        private int notes;

        private void seen(Instant at) {
            row = new KnownSession(ID, null, UUID.randomUUID(), at, at.plus(Duration.ofDays(1)));
        }

        @Override
        public Optional<KnownSession> find(UUID id) {
            lookups++;
            return Optional.ofNullable(row);
        }

        @Override
        public void noteUse(UUID id) {
            notes++;
        }
    }

    private static final class Uncounted extends Metrics {
        @Override
        public void watch(String name, LocalCache<?, ?> cache) {}
    }
}
