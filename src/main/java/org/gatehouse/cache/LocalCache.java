package org.gatehouse.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a node remembers of the database, so many at most and each for a time. What is forgotten while it is being looked up is
 * not remembered: after a change has been told, nobody gets what was true before.
 */
public final class LocalCache<K, V> {

    private final Cache<K, V> entries;
    private final AtomicLong forgotten = new AtomicLong();

    /** @param time after which an entry is looked up again; zero to remember nothing */
    public LocalCache(Duration time, long most) {
        entries = Caffeine.newBuilder()
                .expireAfterWrite(time)
                .maximumSize(most)
                .recordStats()
                .build();
    }

    /** The remembered value, or the one that is looked up now, and remembered if there is one. */
    public Optional<V> get(K key, Function<K, Optional<V>> lookup) {
        V known = entries.getIfPresent(key);
        if (known != null) {
            return Optional.of(known);
        }
        long before = forgotten.get();
        Optional<V> found = lookup.apply(key);
        found.ifPresent(value -> remember(key, value, before));
        return found;
    }

    /** How many lookups it could answer so far. */
    public long hits() {
        return entries.stats().hitCount();
    }

    public long misses() {
        return entries.stats().missCount();
    }

    /** About how many it remembers. */
    public long size() {
        return entries.estimatedSize();
    }

    /** Whoever forgets counts first and removes then: either it finds the entry, or this finds it counted. */
    private void remember(K key, V value, long before) {
        entries.asMap().compute(key, (same, present) -> forgotten.get() == before ? value : present);
        if (forgotten.get() != before) {
            entries.invalidate(key);
        }
    }

    /** @param key null for all of them */
    public void forget(@Nullable K key) {
        if (key == null) {
            forgetAll();
            return;
        }
        forgotten.incrementAndGet();
        entries.invalidate(key);
    }

    public void forgetIf(Predicate<V> condition) {
        forgotten.incrementAndGet();
        entries.asMap().values().removeIf(condition);
    }

    public void forgetAll() {
        forgotten.incrementAndGet();
        entries.invalidateAll();
    }
}
