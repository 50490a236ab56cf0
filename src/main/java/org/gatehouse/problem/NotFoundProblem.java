package org.gatehouse.problem;

/** 404: there is none, or none any more. */
public class NotFoundProblem extends Problem {

    public NotFoundProblem(String detail) {
        super(404, "not-found", "Not found", detail);
    }
}
