package org.gatehouse.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.gatehouse.system.TestDatabase;
import org.gatehouse.testing.Rows;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class UserRepositoryTest {
    private static final Instant NOW = Instant.parse("2026-01-15T00:00:00Z");
    private static final Identity ALICE =
            new Identity("https://provider.example.com", "alice", "alice@example.com", true, "Alice Liddell", false);

    @Parameter
    TestDatabase database;

    @BeforeEach
    void empty() {
        database.empty();
    }

    @Test
    void fourFirstSignInsAtOnceMakeOneUser() {
        var added = IntStream.range(0, 4)
                .mapToObj(number -> CompletableFuture.supplyAsync(() -> database.call(em -> {
                    var users = new UserRepository();
                    users.em = em;
                    var first = users.addIfAbsent(ALICE, NOW);
                    users.findLocked(ALICE.issuer(), ALICE.subject())
                            .orElseThrow()
                            .refresh(ALICE, NOW);
                    return first;
                })))
                .toList()
                .stream()
                .map(CompletableFuture::join);

        assertThat(added).containsOnlyOnce(true);
        database.run(em -> assertThat(new Rows(em).count("app_user")).isOne());
    }

    @Test
    void theSameSubjectAtAnotherIssuerIsAnotherUser() {
        database.run(em -> {
            var users = new UserRepository();
            users.em = em;
            assertThat(users.addIfAbsent(ALICE, NOW)).isTrue();
            assertThat(users.addIfAbsent(
                            new Identity("https://other.example.com", "alice", null, true, null, false), NOW))
                    .isTrue();
            var other = users.findLocked("https://other.example.com", "alice").orElseThrow();
            assertThat(other.getEmail()).isEmpty();
            assertThat(other.getVerifiedEmail()).isEmpty();
            assertThat(other.getName()).isEqualTo("Somebody");
        });
    }
}
