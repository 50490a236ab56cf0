package org.gatehouse.signin;

import org.gatehouse.problem.Problem;

/** 503: a token cannot be verified, because the provider never answered. */
class ProviderUnreachableProblem extends Problem {

    /** @param token what kind of token it is */
    ProviderUnreachableProblem(String token) {
        super(
                503,
                "provider-unreachable",
                "OpenID Provider unreachable",
                "Your " + token + " cannot be verified, because the OpenID Provider does not answer. Try again soon.");
    }
}
