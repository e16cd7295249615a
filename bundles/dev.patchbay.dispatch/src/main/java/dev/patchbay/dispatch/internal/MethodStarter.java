package dev.patchbay.dispatch.internal;

import dev.patchbay.dispatch.Failure;

/** Calls a method of a provider. */
final class MethodStarter implements Starter<ProviderTarget> {

    private final String name;
    private final String namespace;
    private final String method;

    /** @param name {@code namespace.method}, divided at its last dot */
    MethodStarter(String name) {
        int dot = name.lastIndexOf('.');
        this.name = name;
        this.namespace = dot < 0 ? "" : name.substring(0, dot);
        this.method = name.substring(dot + 1);
    }

    @Override
    public String registered() {
        return namespace;
    }

    @Override
    public Binding binding(ProviderTarget target) throws Binding.RefusedException {
        MethodBinding binding = target.methods().get().get(method);
        if (binding == null) {
            throw new Binding.RefusedException(Failure.of(
                    Failure.Kind.UNKNOWN_NAME,
                    "The provider '" + namespace + "' has no method '" + method + "'; it has "
                            + String.join(", ", target.methods().get().keySet())));
        }
        return binding;
    }

    @Override
    public long timeLimitInMs(ProviderTarget target) {
        return 0;
    }

    @Override
    public Runs runs(ProviderTarget target) {
        return target.runs();
    }

    @Override
    public String missing() {
        return namespace.isEmpty()
                ? "Expected a method as namespace.method, got '" + name + "'"
                : "There is no provider '" + namespace + "' here; list those that are, or ask 'why'";
    }
}
