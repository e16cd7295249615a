package dev.patchbay.dispatch.internal;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** Calls methods of plugins as if they were known to the compiler. */
final class Reflection {

    private Reflection() {}

    /** @throws Exception what the method threw, and not what reflection makes of it */
    static @Nullable Object call(Method method, Object target, @Nullable Object[] arguments) throws Exception {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }
}
