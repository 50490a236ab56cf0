package org.gatehouse.access;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.util.UUID;

/** Enforces {@link RequiresPermission}, inside the use case's transaction. */
@RequiresPermission
@Interceptor
@Priority(Interceptor.Priority.LIBRARY_BEFORE)
public class PermissionInterceptor {

    @Inject
    CallerRoles callerRoles;

    @AroundInvoke
    Object check(InvocationContext call) throws Exception {
        callerRoles.require(
                (UUID) call.getParameters()[0],
                call.getMethod().getAnnotation(RequiresPermission.class).value());
        return call.proceed();
    }
}
