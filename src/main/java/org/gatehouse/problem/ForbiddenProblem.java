package org.gatehouse.problem;

/** 403: known, but without the right. */
public class ForbiddenProblem extends Problem {

    public ForbiddenProblem(String detail) {
        super(403, "forbidden", "Not allowed", detail);
    }
}
