package dev.patchbay.itests.plugin;

import dev.patchbay.service.HostedServices;
import dev.patchbay.service.spi.StandingService;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;

/** Creates and enables a service by code when it is made, and never ends it. */
public final class CreatingComponent implements Runnable {

    /** What it creates. */
    public static final class Created extends StandingService {}

    public CreatingComponent() {
        BundleContext context = FrameworkUtil.getBundle(CreatingComponent.class).getBundleContext();
        HostedServices services = context.getService(context.getServiceReference(HostedServices.class));
        services.create("created", new Created());
        services.enable("created");
    }

    @Override
    public void run() {
        throw new UnsupportedOperationException();
    }
}
