package org.gatehouse.session;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.EntityManager;
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
class UsedTokenRepositoryTest {
    private static final Instant NOW = Instant.parse("2026-01-15T00:00:00Z");

    @Parameter
    TestDatabase database;

    @BeforeEach
    void empty() {
        database.empty();
    }

    @Test
    void ofFourUsesAtOnceOneCounts() {
        var uses = IntStream.range(0, 4)
                .mapToObj(number -> CompletableFuture.supplyAsync(
                        () -> database.call(em -> tokens(em).add("hash", NOW))))
                .toList()
                .stream()
                .map(CompletableFuture::join);

        assertThat(uses).containsOnlyOnce(true);
    }

    @Test
    void whatIsTooOldToBeUsedAgainIsForgotten() {
        database.run(em -> tokens(em).add("old", NOW));
        database.run(em -> tokens(em).add("new", NOW.plusMillis(1)));

        database.run(em -> tokens(em).removeExpired(NOW));

        database.run(em ->
                assertThat(new Rows(em).count("used_token where id = 'new'")).isOne());
        database.run(em -> assertThat(new Rows(em).count("used_token")).isOne());
    }

    private static UsedTokenRepository tokens(EntityManager em) {
        var tokens = new UsedTokenRepository();
        tokens.em = em;
        return tokens;
    }
}
