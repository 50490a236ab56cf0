package org.gatehouse.system;

import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import org.gatehouse.access.Caller;
import org.gatehouse.problem.Problem;

/** Answers a request whose credential does not hold. */
@Provider
@PreMatching
public class RefusedCredential implements ContainerRequestFilter {

    @Inject
    Caller caller;

    /** @throws Problem saying why it does not hold */
    @Override
    public void filter(ContainerRequestContext request) {
        caller.findRefusal().ifPresent(refusal -> {
            throw refusal;
        });
    }
}
