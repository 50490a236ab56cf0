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
    CallerRoles callerRoles;

    @Inject
    Roles roles;

    @AroundInvoke
    Object check(InvocationContext call) throws Exception {
        Permission permission =
                call.getMethod().getAnnotation(RequiresPermission.class).value();
        UUID organizationId = (UUID) call.getParameters()[0];
        Role role = callerRoles.in(organizationId).orElseThrow(() -> notAMember(organizationId));
        if (caller.findProgram().isPresent()) {
            requireScope(caller.findProgram().get(), permission);
        } else if (!role.permits(permission)) {
            throw new ForbiddenProblem("Your role here, " + role.word() + ", does not permit this. Ask an owner.");
        }
        return call.proceed();
    }

    private static void requireScope(Caller.Program program, Permission permission) {
        if (!program.permits(permission)) {
            throw new ForbiddenProblem("No scope of this API key permits this.");
        }
    }

    private RuntimeException notAMember(UUID organizationId) {
        return roles.organizationExists(organizationId)
                ? new ForbiddenProblem(
                        "You are not a member of this organization. Ask one of its owners to invite you.")
                : new NotFoundProblem("There is no such organization.");
    }
}
