package org.gatehouse.keycloak;

import org.gatehouse.problem.Problem;

/** 502: Keycloak does not let the service account in, or do something. Only a change there, or of our settings, helps. */
public class KeycloakRefusalProblem extends Problem {

    KeycloakRefusalProblem(String detail) {
        super(502, "keycloak-refuses", "Keycloak refuses", detail);
    }
}
