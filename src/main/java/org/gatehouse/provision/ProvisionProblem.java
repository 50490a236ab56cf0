package org.gatehouse.provision;

import org.gatehouse.problem.Problem;

/** 409: a realm cannot be provisioned as it is asked for. */
final class ProvisionProblem extends Problem {

    ProvisionProblem(String detail) {
        super(409, "not-provisioned", "Not provisioned", detail);
    }
}
