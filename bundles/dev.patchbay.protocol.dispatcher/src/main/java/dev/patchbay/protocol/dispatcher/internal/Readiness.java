package dev.patchbay.protocol.dispatcher.internal;

import dev.patchbay.event.EventBus;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.FrameworkListener;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;

/** Tells when the node's start is complete and when its end begins (spec §9.0). Thread-safe. */
@Component(
        service = Readiness.class,
        immediate = true,
        configurationPid = DispatcherEndpoint.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class Readiness {

    private final CountDownLatch ready = new CountDownLatch(1);
    private final BundleContext context;
    private final EventBus events;
    private final FrameworkListener onStart = this::frameworkEvent;
    private final SynchronousBundleListener onStop = this::bundleChanged;

    @Activate
    public Readiness(BundleContext context, @Reference EventBus events) {
        this.context = context;
        this.events = events;
        context.addFrameworkListener(onStart);
        context.addBundleListener(onStop);
        if (context.getBundle(0).getState() == Bundle.ACTIVE) {
            ready.countDown();
        }
    }

    /** Settings do not concern it. */
    @Modified
    void modified() {}

    @Deactivate
    void deactivate() {
        context.removeFrameworkListener(onStart);
        context.removeBundleListener(onStop);
    }

    private void frameworkEvent(FrameworkEvent event) {
        if (event.getType() == FrameworkEvent.STARTED) {
            ready.countDown();
            events.publish("server.ready", Map.of("description", "Server is ready"));
        }
    }

    private void bundleChanged(BundleEvent event) {
        if (event.getType() == BundleEvent.STOPPING && event.getBundle().getBundleId() == 0) {
            events.publish("server.shutdown", Map.of("description", "Server is shutting down"));
        }
    }

    void await() throws InterruptedException {
        ready.await();
    }
}
