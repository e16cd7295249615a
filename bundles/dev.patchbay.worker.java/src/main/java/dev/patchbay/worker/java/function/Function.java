package dev.patchbay.worker.java.function;

import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One public method. */
final class Function {

    private final Method method;
    private final Type[] types;

    /** How many arguments it takes before those any number of which may follow. */
    private final int fixed;

    Function(Method method) {
        this.method = method;
        types = method.getGenericParameterTypes();
        fixed = method.isVarArgs() ? types.length - 1 : types.length;
        method.trySetAccessible();
    }

    String name() {
        return method.getName();
    }

    int fixed() {
        return fixed;
    }

    boolean hasRest() {
        return method.isVarArgs();
    }

    boolean takes(int count) {
        return count == fixed || hasRest() && count > fixed;
    }

    /** The names of its parameters before the rest. */
    List<String> parameters() {
        return Arrays.stream(method.getParameters())
                .limit(fixed)
                .map(Parameter::getName)
                .toList();
    }

    /** {@code name(first, second, *rest)}. */
    String signature() {
        return Arrays.stream(method.getParameters())
                .map(each -> each.isVarArgs() ? "*" + each.getName() : each.getName())
                .collect(Collectors.joining(", ", name() + "(", ")"));
    }

    /** For an order that does not depend on that in which the JVM lists methods. */
    String key() {
        return method.toGenericString();
    }

    /** @throws IllegalArgumentException when one does not fit, and which */
    @Nullable
    Object[] read(List<@Nullable Object> plain, ArgumentReader reader) {
        @Nullable Object[] args = new Object[types.length];
        for (int i = 0; i < fixed; i++) {
            args[i] = read(plain, i, types[i], reader);
        }
        if (hasRest()) {
            args[fixed] = rest(plain, reader);
        }
        return args;
    }

    private Object rest(List<@Nullable Object> plain, ArgumentReader reader) {
        Class<?> item = method.getParameterTypes()[fixed].getComponentType();
        Object rest = Array.newInstance(item, plain.size() - fixed);
        for (int i = fixed; i < plain.size(); i++) {
            Array.set(rest, i - fixed, read(plain, i, item, reader));
        }
        return rest;
    }

    private @Nullable Object read(List<@Nullable Object> plain, int index, Type type, ArgumentReader reader) {
        Object value = plain.get(index);
        boolean isMissing = value == null && type instanceof Class<?> known && known.isPrimitive();
        try {
            if (!isMissing) {
                return reader.read(value, type);
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(misfit(index, type, String.valueOf(e.getMessage())), e);
        }
        throw new IllegalArgumentException(misfit(index, type, "null"));
    }

    private String misfit(int index, Type type, String reason) {
        return name() + "() expects argument " + (index + 1) + " to be " + type.getTypeName() + ", got: " + reason;
    }

    @Nullable
    Object invoke(@Nullable Object instance, @Nullable Object[] args) throws Exception {
        try {
            return method.invoke(instance, args);
        } catch (InvocationTargetException e) {
            Throwable cause = e.getCause();
            if (cause instanceof Error error) {
                throw error;
            }
            throw cause instanceof Exception exception ? exception : e;
        }
    }
}
