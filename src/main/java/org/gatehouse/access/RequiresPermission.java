package org.gatehouse.access;

import jakarta.enterprise.util.Nonbinding;
import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Lets a caller in whose role in the organization permits it. The organization is the method's first argument, its
 * id. Answers 401 to nobody, 404 where there is no such organization, 403 without the permission.
 */
@InterceptorBinding
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface RequiresPermission {

    @Nonbinding
    Permission value() default Permission.SEE;
}
