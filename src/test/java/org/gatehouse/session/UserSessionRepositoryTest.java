package org.gatehouse.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.gatehouse.system.TestDatabase;
import org.gatehouse.testing.Rows;
import org.gatehouse.user.User;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class UserSessionRepositoryTest {
    private static final Instant NOW = Instant.parse("2026-01-15T00:00:00Z");
    private static final Instant LATER = NOW.plus(Duration.ofMinutes(5));
    private static final Instant MINUTE_BEFORE = LATER.minus(UserSession.SEEN_GRAIN);
    private static final Instant LONG_AGO = Instant.EPOCH;

    @Parameter
    TestDatabase database;

    private UUID alice;
    private UUID session;

    @BeforeEach
    void begin() {
        database.empty();
        alice = database.call(em -> new Rows(em).user("alice"));
        session = begin(alice, NOW);
    }

    @Test
    void aSessionIsLiveUntilItExpiresOrIsIdleOrEnds() {
        assertThat(isLive(NOW, LONG_AGO)).isTrue();
        assertThat(isLive(NOW.plus(Duration.ofDays(1)).minusMillis(1), LONG_AGO))
                .isTrue();
        assertThat(isLive(NOW.plus(Duration.ofDays(1)), LONG_AGO)).isFalse();
        assertThat(isLive(LATER, NOW.minusMillis(1))).isTrue();
        assertThat(isLive(LATER, NOW)).as("last seen then").isFalse();

        database.run(em -> sessions(em).endAllOf(alice, null, NOW));

        assertThat(isLive(NOW, LONG_AGO)).isFalse();
        assertThat(find().getIdToken()).isNull();
    }

    @Test
    void aSessionByASharedTokenIsLiveAndNobodysInParticular() {
        var token = UUID.randomUUID();
        session = database.call(em -> {
            var begun = new UserSession(token, NOW, Duration.ofDays(1));
            sessions(em).add(begun);
            return begun.getId();
        });

        var found = this.<UserSession>with(
                sessions -> sessions.findLive(session, NOW, LONG_AGO).orElseThrow());
        assertThat(found.getUser()).isNull();
        assertThat(found.getSharedTokenId()).isEqualTo(token);
        assertThat(found.isOf(alice)).isFalse();
        assertThat(isLive(NOW.plus(Duration.ofDays(1)), LONG_AGO)).isFalse();
    }

    @Test
    void aDisabledUsersSessionIsNotLive() {
        database.run(em -> em.createNativeQuery("update app_user set disabled_at = created_at")
                .executeUpdate());

        assertThat(isLive(NOW, LONG_AGO)).isFalse();
    }

    @Test
    void aSessionIsEitherAUsersOrASharedTokens() {
        assertThatThrownBy(() -> database.run(em -> em.createNativeQuery("update user_session set user_id = null")
                        .executeUpdate()))
                .rootCause()
                .message()
                .containsIgnoringCase("user_session_whose");
    }

    @Test
    void thoseThatAreLiveAreListedTheNewestFirst() {
        var newer = begin(alice, LATER);
        begin(database.call(em -> new Rows(em).user("bob")), LATER);

        assertThat(this.<java.util.List<UUID>>with(sessions -> sessions.findLiveOf(alice, LATER, LONG_AGO).stream()
                        .map(UserSession::getId)
                        .toList()))
                .containsExactly(newer, session);
        assertThat(this.<java.util.List<UUID>>with(sessions -> sessions.findLiveOf(alice, LATER, NOW).stream()
                        .map(UserSession::getId)
                        .toList()))
                .containsExactly(newer);
    }

    @Test
    void allButOneEnd() {
        var kept = begin(alice, NOW);
        var bobs = begin(database.call(em -> new Rows(em).user("bob")), NOW);

        database.run(em -> sessions(em).endAllOf(alice, kept, LATER));

        assertThat(find(session).getEndedAt()).isEqualTo(LATER);
        assertThat(find(kept).getEndedAt()).isNull();
        assertThat(find(bobs).getEndedAt()).isNull();
    }

    @Test
    void thatASessionIsInUseIsNotedOnceAMinute() {
        note("192.0.2.1", NOW.plusSeconds(30), NOW.minusSeconds(30));
        assertThat(find().getLastSeenAt()).isEqualTo(NOW);

        note("192.0.2.2", LATER, MINUTE_BEFORE);
        assertThat(find().getLastSeenAt()).isEqualTo(LATER);
        assertThat(find().getAddress()).isEqualTo("192.0.2.2");

        note(null, LATER.plusSeconds(61), LATER.plusSeconds(1));
        assertThat(find().getAddress()).as("known before").isEqualTo("192.0.2.2");
    }

    @Test
    void requestsThatComeTogetherNoteItWithoutAFight() {
        var notes = IntStream.range(0, 10)
                .mapToObj(number -> CompletableFuture.runAsync(() -> note("192.0.2." + number, LATER, MINUTE_BEFORE)))
                .toArray(CompletableFuture[]::new);

        assertThat(CompletableFuture.allOf(notes)).succeedsWithin(20, TimeUnit.SECONDS);
        assertThat(find().getLastSeenAt()).isEqualTo(LATER);
    }

    @Test
    void noRequestWaitsForWhoHoldsTheRow() {
        database.run(em -> {
            em.createNativeQuery("update user_session set user_agent = 'x'").executeUpdate();

            assertThat(CompletableFuture.runAsync(() -> note("192.0.2.1", LATER, MINUTE_BEFORE)))
                    .succeedsWithin(5, TimeUnit.SECONDS);
        });

        assertThat(find().getLastSeenAt()).isEqualTo(NOW);
    }

    @Test
    void theProvidersSessionsAreItsOwn() {
        database.run(em -> em.createNativeQuery("update user_session set provider_session_id = 'p1'")
                .executeUpdate());
        var issuer = "https://provider.example.com";

        assertThat(count(sessions -> sessions.findByProviderSession(issuer, "p1", NOW)))
                .isOne();
        assertThat(count(sessions -> sessions.findByProviderSession(issuer, "p2", NOW)))
                .isZero();
        assertThat(count(sessions -> sessions.findByProviderSession(issuer + "/", "p1", NOW)))
                .isZero();
        assertThat(count(sessions -> sessions.findBySubject(issuer, alice.toString(), NOW)))
                .isOne();
        assertThat(count(sessions -> sessions.findBySubject(issuer, "nobody", NOW)))
                .isZero();
    }

    @Test
    void anIdleSessionsIdTokenIsForgotten() {
        database.run(em -> sessions(em).forgetTokensOfOver(LATER, NOW.minusMillis(1)));
        assertThat(find().getIdToken()).isEqualTo("id-token");

        database.run(em -> sessions(em).forgetTokensOfOver(LATER, NOW));
        assertThat(find().getIdToken()).isNull();
    }

    private UUID begin(UUID user, Instant now) {
        return database.call(em -> {
            var begun = new UserSession(em.find(User.class, user), "id-token", now, Duration.ofDays(1));
            sessions(em).add(begun);
            return begun.getId();
        });
    }

    private void note(String address, Instant now, Instant before) {
        database.run(em -> sessions(em).noteUse(session, address, now, before));
    }

    private boolean isLive(Instant now, Instant idleSince) {
        return with(sessions -> sessions.findLive(session, now, idleSince).isPresent());
    }

    private int count(Function<UserSessionRepository, java.util.List<UserSession>> query) {
        return with(sessions -> query.apply(sessions).size());
    }

    private UserSession find() {
        return find(session);
    }

    private UserSession find(UUID id) {
        return database.call(em -> em.find(UserSession.class, id));
    }

    private <T> T with(Function<UserSessionRepository, T> query) {
        return database.call(em -> query.apply(sessions(em)));
    }

    private static UserSessionRepository sessions(EntityManager em) {
        var sessions = new UserSessionRepository();
        sessions.em = em;
        return sessions;
    }
}
