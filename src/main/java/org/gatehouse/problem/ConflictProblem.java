package org.gatehouse.problem;

/** 409: it contradicts what is already so. */
public class ConflictProblem extends Problem {

    public ConflictProblem(String type, String detail) {
        super(409, type, "Conflict", detail);
    }
}
