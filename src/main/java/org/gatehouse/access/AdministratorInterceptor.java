package org.gatehouse.access;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import org.gatehouse.problem.ForbiddenProblem;

/** Enforces {@link RequiresAdministrator}. */
@RequiresAdministrator
@Interceptor
@Priority(Interceptor.Priority.LIBRARY_BEFORE)
public class AdministratorInterceptor {

    @Inject
    Caller caller;

    @AroundInvoke
    Object check(InvocationContext call) throws Exception {
        if (!caller.isAdministrator()) {
            throw refusal();
        }
        return call.proceed();
    }

    private RuntimeException refusal() {
        caller.getPerson();
        return new ForbiddenProblem("Only an administrator of this Gatehouse may do this.");
    }
}
