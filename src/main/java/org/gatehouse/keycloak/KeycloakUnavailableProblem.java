package org.gatehouse.keycloak;

import org.gatehouse.problem.Problem;

/** 503: Keycloak does not answer, or cannot now. The same may succeed later. */
public class KeycloakUnavailableProblem extends Problem {

    KeycloakUnavailableProblem(String reason) {
        super(
                503,
                "keycloak-unavailable",
                "Keycloak unavailable",
                "Keycloak cannot do this now: " + reason + ". Try again soon.");
    }
}
