package org.gatehouse.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LocalCacheTest {

    private final LocalCache<String, Integer> cache = new LocalCache<>(Duration.ofMinutes(1), 100);
    private final AtomicInteger lookups = new AtomicInteger();

    @Test
    void whatIsThereIsLookedUpOnce() {
        assertThat(get()).isEqualTo(1);
        assertThat(get()).isEqualTo(1);
    }

    @Test
    void whatIsNotThereIsLookedUpEachTime() {
        assertThat(cache.get("a", key -> Optional.empty())).isEmpty();

        assertThat(get()).isEqualTo(1);
    }

    @Test
    void whereNothingMayBeRememberedEverythingIsLookedUp() {
        var none = new LocalCache<String, Integer>(Duration.ZERO, 100);

        none.get("a", this::lookup);

        assertThat(none.get("a", this::lookup)).contains(2);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsForgottenIsLookedUpAgain(Way way) {
        get();

        way.forget(cache);

        assertThat(get()).isEqualTo(2);
    }

    /** It may have been read before the change. */
    @ParameterizedTest
    @EnumSource
    void whatIsForgottenWhileItIsLookedUpIsNotRemembered(Way way) {
        cache.get("a", key -> {
            var before = lookup(key);
            way.forget(cache);
            return before;
        });

        assertThat(get()).isEqualTo(2);
    }

    @Test
    void theOthersAreRemembered() {
        get();
        cache.forget("b");
        cache.forgetIf(value -> value > 1);

        assertThat(get()).isEqualTo(1);
    }

    private int get() {
        return cache.get("a", this::lookup).orElseThrow();
    }

    private Optional<Integer> lookup(String key) {
        return Optional.of(lookups.incrementAndGet());
    }

    enum Way {
        KEY {
            @Override
            void forget(LocalCache<String, Integer> cache) {
                cache.forget("a");
            }
        },
        CONDITION {
            @Override
            void forget(LocalCache<String, Integer> cache) {
                cache.forgetIf(value -> true);
            }
        },
        ALL {
            @Override
            void forget(LocalCache<String, Integer> cache) {
                cache.forgetAll();
            }
        };

        abstract void forget(LocalCache<String, Integer> cache);
    }
}
