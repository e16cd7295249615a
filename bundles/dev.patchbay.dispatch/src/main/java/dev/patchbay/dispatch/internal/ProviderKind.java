package dev.patchbay.dispatch.internal;

import dev.patchbay.json.Definitions;
import dev.patchbay.rpc.spi.Provider;
import dev.patchbay.rpc.spi.ProviderName;
import dev.patchbay.session.RequiresRole;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/** Services that are providers. */
final class ProviderKind implements Board.Kind<Provider, ProviderTarget> {

    private final BundleContext context;
    private final Implementation implementation;
    private final Runs runs;
    private final Definitions definitions;

    ProviderKind(BundleContext context, Implementation implementation, Definitions definitions, Runs runs) {
        this.runs = runs;
        this.context = context;
        this.implementation = implementation;
        this.definitions = definitions;
    }

    @Override
    public String property() {
        return ProviderName.PROPERTY;
    }

    @Override
    public String faultOf(String name) {
        return Names.faultOfProvider(name);
    }

    @Override
    public LocalProviderTarget target(String name, ServiceReference<Provider> reference) {
        Lazy<Object> instance = new Lazy<>(() -> instance(name, reference));
        return new LocalProviderTarget(
                reference, new Lazy<>(() -> methods(name, reference, instance)), instance, runs.onTarget());
    }

    private Map<String, MethodBinding> methods(
            String name, ServiceReference<Provider> reference, Lazy<Object> instance) {
        Class<?> type = implementation.of(reference);
        return ProviderBindings.of(
                name, type, instance::get, Guard.of(type, reference.getProperty(RequiresRole.PROPERTY)), definitions);
    }

    private Object instance(String name, ServiceReference<Provider> reference) {
        Provider provider = context.getService(reference);
        if (provider == null) {
            throw new IllegalStateException(new NotActivatedException(name).getMessage());
        }
        return provider;
    }

    @Override
    public void release(ProviderTarget target) {
        target.runs().stop("The provider leaves and its drain time is over");
        context.ungetService(((LocalProviderTarget) target).reference());
    }
}
