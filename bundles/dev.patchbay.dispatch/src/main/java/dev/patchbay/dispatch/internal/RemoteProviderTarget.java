package dev.patchbay.dispatch.internal;

import dev.patchbay.dispatch.Catalog.MethodDescription;
import dev.patchbay.rpc.spi.RemoteProvider;
import java.util.List;
import org.osgi.framework.ServiceReference;

/**
 * A namespace that is answered elsewhere.
 *
 * @param guard what is asked of its callers
 */
record RemoteProviderTarget(
        ServiceReference<?> reference, Lazy<RemoteProvider> provider, Lazy<Guard> guard, Runs.OnTarget runs)
        implements ProviderTarget {

    @Override
    public Binding binding(String namespace, String method) {
        return this::invoke;
    }

    private void invoke(Run run) throws Binding.RefusedException {
        MethodDescription method = describe().stream()
                .filter(each -> each.name().equals(run.name()))
                .findFirst()
                .orElse(null);
        if (method == null || !method.traits().withoutSignIn()) {
            Guard.requireSignIn(run.request());
        }
        Guard asked = method == null ? guard.get() : guard.get().and(method.roles());
        asked.check(run.user(), run.name());
        RemoteCall.begin(run, provider.get());
    }

    @Override
    public List<MethodDescription> describe() {
        return provider.get().methods();
    }
}
