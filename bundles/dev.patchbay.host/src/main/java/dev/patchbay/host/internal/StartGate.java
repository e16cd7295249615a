package dev.patchbay.host.internal;

import java.util.concurrent.atomic.AtomicBoolean;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.FrameworkListener;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.startlevel.FrameworkStartLevel;

/**
 * Does something once when the framework has reached its start level, which goes up once, when the node starts, and down
 * once, when it stops. At once, on the caller's thread, when it is up already; else on the framework's event thread.
 */
final class StartGate implements FrameworkListener, AutoCloseable {

    private final BundleContext context;
    private final Runnable action;
    private final AtomicBoolean isDone = new AtomicBoolean();

    private StartGate(BundleContext context, Runnable action) {
        this.context = context;
        this.action = action;
    }

    static StartGate watch(BundleContext context, Runnable action) {
        StartGate gate = new StartGate(context, action);
        context.addFrameworkListener(gate);
        gate.look();
        return gate;
    }

    /** Whether the framework is above the start level of the context's bundle. */
    static boolean isOpen(BundleContext context) {
        int ours = context.getBundle().adapt(BundleStartLevel.class).getStartLevel();
        return context.getBundle(0).adapt(FrameworkStartLevel.class).getStartLevel() > ours;
    }

    @Override
    public void frameworkEvent(FrameworkEvent event) {
        if (event.getType() == FrameworkEvent.STARTLEVEL_CHANGED) {
            look();
        }
    }

    private void look() {
        if (isOpen(context) && isDone.compareAndSet(false, true)) {
            action.run();
        }
    }

    /** Nothing is done any more. */
    @Override
    public void close() {
        isDone.set(true);
        context.removeFrameworkListener(this);
    }
}
