package dev.patchbay.dispatch.internal;

import dev.patchbay.dispatch.Catalog.MethodDescription;
import dev.patchbay.dispatch.Failure;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.ServiceReference;

/**
 * A provider of this node.
 *
 * @param instance the one instance, made by the first call
 */
record LocalProviderTarget(
        ServiceReference<?> reference,
        Lazy<Map<String, MethodBinding>> methods,
        Lazy<Object> instance,
        Runs.OnTarget runs)
        implements ProviderTarget {

    @Override
    public Binding binding(String namespace, String method) throws Binding.RefusedException {
        MethodBinding binding = methods.get().get(method);
        if (binding == null) {
            throw new Binding.RefusedException(Failure.of(
                    Failure.Kind.UNKNOWN_NAME,
                    "The provider '" + namespace + "' has no method '" + method + "'; it has "
                            + String.join(", ", methods.get().keySet())));
        }
        return binding;
    }

    @Override
    public @Nullable Briefness briefness(String method) {
        Map<String, MethodBinding> known = methods.peek();
        MethodBinding binding = known == null || instance.peek() == null ? null : known.get(method);
        return binding == null ? null : binding.briefness();
    }

    @Override
    public List<MethodDescription> describe() {
        String bundle = Cataloguer.origin(reference);
        return methods.get().values().stream()
                .map(binding -> binding.describe(bundle))
                .toList();
    }
}
