package org.gatehouse.ratelimit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.gatehouse.problem.TooManyRequestsProblem;
import org.gatehouse.settings.Settings;

/**
 * Counts what each one does in a token bucket that fills up again within a minute. Each node counts for itself; who is
 * forgotten because too many came since begins anew.
 */
@ApplicationScoped
public class RateLimits {

    private static final Duration REFILL = Duration.ofMinutes(1);
    private static final int MOST_KNOWN = 100_000;

    private final Cache<Counted, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(MOST_KNOWN)
            .expireAfterAccess(REFILL)
            .build();

    @Inject
    Settings settings;

    /**
     * Counts one more.
     *
     * @param who by client address or by id, as {@link Limited} says
     * @throws TooManyRequestsProblem if it is one too many
     */
    public void count(Limited what, String who) {
        take(bucket(what, who), what.sentence());
    }

    /**
     * Counts one more towards a limit of one's own.
     *
     * @param who by client address or by id, as the limit has it
     * @throws TooManyRequestsProblem if it is one too many
     */
    public void count(Limit what, String who) {
        take(bucket(what, who), what.sentence());
    }

    /** Counts one less, which was counted before it turned out to be well. */
    public void giveBack(Limited what, String who) {
        bucket(what, who).addTokens(1);
    }

    private static void take(Bucket bucket, String sentence) {
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw new TooManyRequestsProblem(sentence, Duration.ofNanos(probe.getNanosToWaitForRefill()));
        }
    }

    private Bucket bucket(Limited what, String who) {
        return buckets.get(new Counted(what, who), counted -> newBucket(settings.perMinute(what.setting())));
    }

    private Bucket bucket(Limit what, String who) {
        return buckets.get(new Counted(what, who), counted -> newBucket(what.perMinute()));
    }

    private static Bucket newBucket(int perMinute) {
        return Bucket.builder()
                .addLimit(bandwidth -> bandwidth.capacity(perMinute).refillGreedy(perMinute, REFILL))
                .build();
    }

    /** @param what {@link Limited} or {@link Limit} */
    private record Counted(Object what, String who) {}
}
