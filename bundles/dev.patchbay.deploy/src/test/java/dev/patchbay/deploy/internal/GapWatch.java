package dev.patchbay.deploy.internal;

import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceListener;

/** Measures how long a plugin's service is away; called on the thread that removes or brings it. */
final class GapWatch implements ServiceListener, AutoCloseable {

    private final BundleContext context;
    private int count;
    private long goneAt;
    private long backAt;

    GapWatch(BundleContext context, String plugin) throws InvalidSyntaxException {
        this.context = context;
        context.addServiceListener(this, "(plugin=" + plugin + ")");
    }

    @Override
    public synchronized void serviceChanged(ServiceEvent event) {
        if (event.getType() == ServiceEvent.UNREGISTERING) {
            goneAt = System.nanoTime();
            count++;
        } else if (event.getType() == ServiceEvent.REGISTERED) {
            backAt = System.nanoTime();
        }
    }

    /** How often it went. */
    synchronized int count() {
        return count;
    }

    synchronized long lengthInMs() {
        return TimeUnit.NANOSECONDS.toMillis(backAt - goneAt);
    }

    @Override
    public void close() {
        context.removeServiceListener(this);
    }
}
