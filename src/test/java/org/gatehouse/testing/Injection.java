package org.gatehouse.testing;

import jakarta.annotation.PostConstruct;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceContext;
import java.lang.reflect.Field;
import java.lang.reflect.Method;

/** Does for a unit test what CDI does in the container: fills a bean's fields by type, then lets it set itself up. */
public final class Injection {

    private Injection() {}

    public static <T> T into(T bean, Object... values) {
        try {
            for (Field field : bean.getClass().getDeclaredFields()) {
                if (field.isAnnotationPresent(Inject.class) || field.isAnnotationPresent(PersistenceContext.class)) {
                    inject(field, bean, values);
                }
            }
            for (Method method : bean.getClass().getDeclaredMethods()) {
                if (method.isAnnotationPresent(PostConstruct.class)) {
                    method.setAccessible(true);
                    method.invoke(bean);
                }
            }
            return bean;
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("Nothing to inject into " + bean.getClass(), e);
        }
    }

    private static void inject(Field field, Object bean, Object... values) throws IllegalAccessException {
        field.setAccessible(true);
        for (Object value : values) {
            if (field.getType().isInstance(value)) {
                field.set(bean, value);
            }
        }
    }
}
