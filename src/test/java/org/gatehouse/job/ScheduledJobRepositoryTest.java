package org.gatehouse.job;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.gatehouse.system.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class ScheduledJobRepositoryTest {
    private static final Instant NOW = Instant.parse("2026-01-15T00:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);

    @Parameter
    TestDatabase database;

    @BeforeEach
    void empty() {
        database.empty();
    }

    @Test
    void ofManyNodesThatTryAtOnceOneTakesTheJob() {
        assertThat(takenByOneOf(10, NOW)).isEqualTo(1);
        assertThat(takenByOneOf(10, NOW.plus(ScheduledJob.LONGEST_WORK))).isEqualTo(1);
    }

    @Test
    void whatIsFinishedIsDueAgainSoLongAfterItWasBegun() {
        assertThat(take("a", NOW)).isTrue();
        finish(NOW.plusSeconds(30));

        assertThat(take("b", NOW.plus(DAY).minusSeconds(1))).isFalse();
        assertThat(take("b", NOW.plus(DAY))).isTrue();
    }

    @Test
    void whatItsNodeDidNotFinishIsTakenByAnotherAfterAnHour() {
        assertThat(take("a", NOW)).isTrue();

        assertThat(take("b", NOW.plus(Duration.ofMinutes(59)))).isFalse();
        assertThat(take("b", NOW.plus(Duration.ofHours(1)))).isTrue();
        database.run(em -> assertThat(repository(em).lock("sweep").orElseThrow().isTakenBy("b"))
                .isTrue());
    }

    private long takenByOneOf(int nodes, Instant now) {
        var threads = Executors.newFixedThreadPool(nodes);
        var all = Stream.generate(() -> CompletableFuture.supplyAsync(() -> take("node", now), threads))
                .limit(nodes)
                .toList();
        threads.shutdown();
        return all.stream().filter(CompletableFuture::join).count();
    }

    private boolean take(String node, Instant now) {
        return database.call(em -> repository(em).take("sweep", node, now, now.plus(ScheduledJob.LONGEST_WORK)));
    }

    private void finish(Instant now) {
        database.run(em -> repository(em).lock("sweep").orElseThrow().finish(now, DAY));
    }

    private static ScheduledJobRepository repository(EntityManager em) {
        var repository = new ScheduledJobRepository();
        repository.em = em;
        return repository;
    }
}
