package dev.patchbay.dispatch.internal;

import dev.patchbay.rpc.spi.ProviderName;
import dev.patchbay.rpc.spi.RemoteProvider;
import dev.patchbay.session.RequiresRole;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/** Services that are providers answered elsewhere. */
final class RemoteProviderKind implements Board.Kind<RemoteProvider, ProviderTarget> {

    private final BundleContext context;
    private final Implementation implementation;
    private final Runs runs;

    RemoteProviderKind(BundleContext context, Implementation implementation, Runs runs) {
        this.runs = runs;
        this.context = context;
        this.implementation = implementation;
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
    public RemoteProviderTarget target(String name, ServiceReference<RemoteProvider> reference) {
        return new RemoteProviderTarget(
                reference,
                new Lazy<>(() -> instance(name, reference)),
                new Lazy<>(() -> Guard.of(implementation.of(reference), reference.getProperty(RequiresRole.PROPERTY))),
                runs.onTarget());
    }

    private RemoteProvider instance(String name, ServiceReference<RemoteProvider> reference) {
        RemoteProvider provider = context.getService(reference);
        if (provider == null) {
            throw new IllegalStateException(new NotActivatedException(name).getMessage());
        }
        return provider;
    }

    @Override
    public void release(ProviderTarget target) {
        target.runs().stop("The provider leaves and its drain time is over");
        context.ungetService(((RemoteProviderTarget) target).reference());
    }
}
