package dev.patchbay.protocol.dispatcher.internal;

import dev.patchbay.event.EventBus;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.condition.Condition;

/** Tells when the node's start is complete and when its end begins (spec §9.0). Thread-safe. */
@Component(
        service = Readiness.class,
        immediate = true,
        configurationPid = DispatcherEndpoint.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class Readiness {

    /** Holds when all bundles have started and the ports are open; the framework itself counts as started long before. */
    private static final String STARTED = "(osgi.condition.id=patchbay.started)";

    private final CountDownLatch ready = new CountDownLatch(1);
    private final BundleContext context;
    private final EventBus events;
    private final SynchronousBundleListener onStop = this::bundleChanged;
    private volatile boolean wasHereBefore;

    @Activate
    public Readiness(BundleContext context, @Reference EventBus events) {
        this.context = context;
        this.events = events;
        context.addBundleListener(onStop);
    }

    /** Optional, or the start report would name this component among those that wait. */
    @Reference(target = STARTED, cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void bindStarted(Condition condition) {
        boolean isFirst = ready.getCount() > 0;
        ready.countDown();
        if (isFirst && wasHereBefore) { // whoever comes to a node that runs has nothing new to tell
            events.publish("server.ready", Map.of("description", "Server is ready"));
        }
    }

    void unbindStarted(Condition condition) {
        // what has started stays started
    }

    /** What held before has been bound by now. */
    @Activate
    void activated() {
        wasHereBefore = true;
    }

    /** Settings do not concern it. */
    @Modified
    void modified() {}

    @Deactivate
    void deactivate() {
        context.removeBundleListener(onStop);
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
