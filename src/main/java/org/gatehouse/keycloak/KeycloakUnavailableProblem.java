package org.gatehouse.keycloak;

import java.time.Duration;
import org.gatehouse.problem.Problem;

/** 503: Keycloak does not answer, or cannot now. The same may succeed later. */
public class KeycloakUnavailableProblem extends Problem {

    private final Duration retryAfter;

    KeycloakUnavailableProblem(String reason, Duration retryAfter) {
        super(
                503,
                "keycloak-unavailable",
                "Keycloak unavailable",
                "Keycloak cannot do this now: " + reason + ". Try again soon.");
        this.retryAfter = retryAfter;
    }

    /** How long Keycloak wants to be left alone; zero where it does not say. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
