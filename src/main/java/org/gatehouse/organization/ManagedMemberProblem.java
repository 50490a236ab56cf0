package org.gatehouse.organization;

import org.gatehouse.problem.ConflictProblem;

/** 409: a membership is not changed here, as it follows the provider. */
public class ManagedMemberProblem extends ConflictProblem {

    ManagedMemberProblem() {
        super(
                "managed-member",
                "This membership follows what the sign-in provider says at each sign-in. Ask whoever keeps people's groups"
                        + " and roles there.");
    }
}
