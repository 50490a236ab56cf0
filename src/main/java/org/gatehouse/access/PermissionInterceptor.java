package org.gatehouse.access;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.util.UUID;
import org.gatehouse.problem.ForbiddenProblem;
import org.gatehouse.problem.NotFoundProblem;

/** Enforces {@link RequiresPermission}, inside the use case's transaction. */
@RequiresPermission
@Interceptor
@Priority(Interceptor.Priority.LIBRARY_BEFORE)
public class PermissionInterceptor {

    @Inject
    Caller caller;

    @Inject
    Roles roles;

    @AroundInvoke
    Object check(InvocationContext call) throws Exception {
        Permission permission =
                call.getMethod().getAnnotation(RequiresPermission.class).value();
        UUID organizationId = (UUID) call.getParameters()[0];
        UUID userId = caller.getUserId();
        Role role = roles.findRole(userId, organizationId).orElseThrow(() -> notAMember(organizationId));
        if (!role.permits(permission)) {
            throw new ForbiddenProblem("Your role here, " + role.word() + ", does not permit this. Ask an owner.");
        }
        return call.proceed();
    }

    private RuntimeException notAMember(UUID organizationId) {
        return roles.organizationExists(organizationId)
                ? new ForbiddenProblem(
                        "You are not a member of this organization. Ask one of its owners to invite you.")
                : new NotFoundProblem("There is no such organization.");
    }
}
