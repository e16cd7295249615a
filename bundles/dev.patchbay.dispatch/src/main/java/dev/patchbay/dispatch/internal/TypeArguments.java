package dev.patchbay.dispatch.internal;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds what a class puts in the place of an interface's type parameters. */
final class TypeArguments {

    private TypeArguments() {}

    /**
     * The arguments, in order.
     *
     * @throws IllegalArgumentException when the class leaves them open
     */
    static Type[] of(Class<?> type, Class<?> target) {
        Type[] arguments = find(type, target, Map.of());
        if (arguments == null) {
            throw new IllegalArgumentException("Expected " + type.getName() + " to implement " + target.getSimpleName()
                    + " with type arguments, such as " + target.getSimpleName() + "<Input, Result>; it has none");
        }
        return arguments;
    }

    private static Type @Nullable [] find(Type type, Class<?> target, Map<TypeVariable<?>, Type> outer) {
        if (type instanceof ParameterizedType parameterized) {
            return findIn((Class<?>) parameterized.getRawType(), target, bindings(parameterized, outer), parameterized);
        }
        return type instanceof Class<?> plain ? findIn(plain, target, outer, null) : null;
    }

    private static Type @Nullable [] findIn(
            Class<?> raw, Class<?> target, Map<TypeVariable<?>, Type> bindings, @Nullable ParameterizedType as) {
        if (raw == target) {
            return as == null ? null : resolved(raw, bindings);
        }
        for (Type parent : raw.getGenericInterfaces()) {
            Type[] found = find(parent, target, bindings);
            if (found != null) {
                return found;
            }
        }
        Type parent = raw.getGenericSuperclass();
        return parent == null ? null : find(parent, target, bindings);
    }

    private static Map<TypeVariable<?>, Type> bindings(ParameterizedType type, Map<TypeVariable<?>, Type> outer) {
        Map<TypeVariable<?>, Type> bindings = new HashMap<>();
        TypeVariable<?>[] variables = ((Class<?>) type.getRawType()).getTypeParameters();
        for (int i = 0; i < variables.length; i++) {
            Type argument = type.getActualTypeArguments()[i];
            bindings.put(variables[i], outer.getOrDefault(argument, argument));
        }
        return bindings;
    }

    private static Type[] resolved(Class<?> raw, Map<TypeVariable<?>, Type> bindings) {
        TypeVariable<?>[] variables = raw.getTypeParameters();
        Type[] arguments = new Type[variables.length];
        for (int i = 0; i < variables.length; i++) {
            arguments[i] = bindings.getOrDefault(variables[i], Object.class);
        }
        return arguments;
    }
}
