package org.gatehouse.system;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import org.gatehouse.problem.Problem;

/** Refuses a request without a body where one is read; JAX-RS would hand on null. */
@Provider
public class RequiredBody implements ContainerRequestFilter {

    @Context
    ResourceInfo resource;

    /** @throws Problem 400 if there is no body */
    @Override
    public void filter(ContainerRequestContext request) {
        if (resource.getResourceMethod().isAnnotationPresent(Consumes.class) && !request.hasEntity()) {
            throw new Problem(400, "malformed", "Malformed body", "There is no body. Send what /openapi describes.");
        }
    }
}
