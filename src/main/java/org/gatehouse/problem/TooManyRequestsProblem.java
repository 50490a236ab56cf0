package org.gatehouse.problem;

import java.time.Duration;
import java.util.Map;

/** 429: too often (RFC 6585, section 4). */
public class TooManyRequestsProblem extends Problem {

    private final long seconds;

    /** @param wait until one more may be tried */
    public TooManyRequestsProblem(String sentence, Duration wait) {
        super(
                429,
                "too-many-requests",
                "Too many requests",
                sentence + " Wait " + seconds(wait) + " seconds and try again.");
        this.seconds = seconds(wait);
    }

    /** {@code Retry-After}, in seconds (RFC 9110, section 10.2.3). */
    @Override
    public Map<String, String> headers() {
        return Map.of("Retry-After", String.valueOf(seconds));
    }

    private static long seconds(Duration wait) {
        return wait.toSeconds() + 1;
    }
}
