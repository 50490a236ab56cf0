package org.gatehouse.problem;

/** 422: a field's value cannot be taken. */
public class InvalidProblem extends Problem {

    public InvalidProblem(String field, String detail) {
        super(422, "invalid", "Invalid value", detail, field);
    }
}
