package dev.patchbay.dispatch.internal;

import dev.patchbay.json.Definitions;
import dev.patchbay.rpc.spi.Provider;
import dev.patchbay.rpc.spi.Queryable;
import dev.patchbay.rpc.spi.RpcMethod;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The callable methods of a provider's class. */
final class ProviderBindings {

    private ProviderBindings() {}

    /**
     * Looks at a class.
     *
     * @return by method name, sorted
     * @throws IllegalArgumentException when two methods have one name or a type cannot be described
     */
    static Map<String, MethodBinding> of(
            String namespace, Class<?> type, Supplier<Object> instance, Guard guard, Definitions definitions) {
        Map<String, MethodBinding> methods = new TreeMap<>();
        Owner owner = new Owner(type, instance);
        for (Method method : type.getMethods()) {
            RpcMethod marked = method.isBridge() ? null : method.getAnnotation(RpcMethod.class);
            if (marked != null) {
                String name = marked.value().isEmpty() ? method.getName() : marked.value();
                add(name, MethodBinding.of(namespace + "." + name, method, owner, guard, definitions), type, methods);
            }
            Queryable queryable = method.isBridge() ? null : method.getAnnotation(Queryable.class);
            if (queryable != null) {
                String name = queryable.value();
                add(
                        name,
                        MethodBinding.querying(namespace + "." + name, method, queryable, owner, guard),
                        type,
                        methods);
            }
        }
        if (methods.isEmpty()) {
            throw new IllegalArgumentException("Expected public methods marked @" + RpcMethod.class.getSimpleName()
                    + " in the " + Provider.class.getSimpleName() + " " + type.getName() + ", got none");
        }
        return methods;
    }

    private static void add(String name, MethodBinding binding, Class<?> type, Map<String, MethodBinding> methods) {
        if (methods.put(name, binding) != null) {
            throw new IllegalArgumentException("Expected one method '" + name + "' in a provider, got two in "
                    + type.getName() + ", of those marked @RpcMethod and @Queryable");
        }
    }
}
