package org.gatehouse.organization;

import org.gatehouse.problem.ConflictProblem;

/** 409: the organization would be left without an owner. */
public class LastOwnerProblem extends ConflictProblem {

    LastOwnerProblem() {
        super("last-owner", "An organization needs an owner. Make somebody else an owner first.");
    }
}
