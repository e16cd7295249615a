package dev.patchbay.dispatch.internal;

import org.jspecify.annotations.Nullable;

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
        return target.binding(namespace, method);
    }

    @Override
    public @Nullable Briefness briefness(ProviderTarget target) {
        return target.briefness(method);
    }

    @Override
    public long timeLimitInMs(ProviderTarget target) {
        return 0;
    }

    @Override
    public Runs.OnTarget runs(ProviderTarget target) {
        return target.runs();
    }

    @Override
    public String missing() {
        return namespace.isEmpty()
                ? "Expected a method as namespace.method, got '" + name + "'"
                : "There is no provider '" + namespace + "' here; 'patchbay exec providers' lists those that are,"
                        + " 'patchbay exec why' says what does not work";
    }
}
