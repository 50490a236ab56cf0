package org.gatehouse.problem;

import java.util.Map;

/** 401: it is not known who calls, or the credential that should say so is worth nothing. */
public class UnauthenticatedProblem extends Problem {

    private final String challenge;

    public UnauthenticatedProblem() {
        this("unauthenticated", "Not signed in", "Sign in first.", "Bearer");
    }

    private UnauthenticatedProblem(String type, String title, String detail, String challenge) {
        super(401, type, title, detail);
        this.challenge = challenge;
    }

    /** A token or a key was brought, and it does not hold (RFC 6750, section 3.1). */
    public static UnauthenticatedProblem invalidToken(String detail) {
        return new UnauthenticatedProblem("invalid-token", "Invalid token", detail, "Bearer error=\"invalid_token\"");
    }

    /** {@code WWW-Authenticate}. {@code Basic}, for which browsers would open a window, is for programs alone. */
    @Override
    public Map<String, String> headers() {
        return Map.of("WWW-Authenticate", challenge);
    }
}
