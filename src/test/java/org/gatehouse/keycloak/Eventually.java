package org.gatehouse.keycloak;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Waits for what Gatehouse does by itself. */
final class Eventually {

    private Eventually() {}

    static void within(Duration patience, String what, Callable<Boolean> condition) throws Exception {
        var deadline = Instant.now().plus(patience);
        while (!condition.call()) {
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError(what + " has not happened within " + patience.toSeconds() + " seconds");
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }
}
