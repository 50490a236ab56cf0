package org.gatehouse.keycloak;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Duration;
import java.time.Instant;

/** When something is to be done at Keycloak, and how often that has failed. */
@Embeddable
class Due {

    /** Well above what the timeouts of a Keycloak that does not answer add up to. */
    private static final Duration LONGEST_WORK = Duration.ofMinutes(2);

    private static final int LONGEST_PAUSE_SECONDS = 300;

    @Column(name = "due_at")
    private Instant at;

    private int attempts;

    protected Due() {}

    Due(Instant at) {
        this.at = at;
    }

    /** Somebody does it now; should they die, it is due again after a while. */
    void take(Instant now) {
        at = now.plus(LONGEST_WORK);
    }

    /** It failed, and is tried again after a pause that doubles up to five minutes. */
    void postpone(Instant now) {
        attempts++;
        at = now.plusSeconds(Math.min(LONGEST_PAUSE_SECONDS, 5L << Math.min(attempts, 10)));
    }

    /** It is done, and there may be more to do then. */
    void next(Instant then) {
        attempts = 0;
        at = then;
    }

    Instant at() {
        return at;
    }
}
