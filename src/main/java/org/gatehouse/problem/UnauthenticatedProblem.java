package org.gatehouse.problem;

/** 401: nobody is signed in. */
public class UnauthenticatedProblem extends Problem {

    public UnauthenticatedProblem() {
        super(401, "unauthenticated", "Not signed in", "Sign in first.");
    }
}
