package dev.patchbay.launcher;

import java.util.function.Consumer;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/** Asks the launcher for a lock file as the settings bundle does; runs inside the framework. */
public final class LockingActivator implements BundleActivator {

    static final String PATH = "server.lock";

    @Override
    @SuppressWarnings({"rawtypes", "unchecked"})
    public void start(BundleContext context) throws Exception {
        for (ServiceReference<Consumer> reference :
                context.getServiceReferences(Consumer.class, "(patchbay.launch=lock)")) {
            try {
                context.getService(reference).accept(PATH);
            } catch (IllegalStateException e) {
                context.getBundle(0).stop();
            }
        }
    }

    @Override
    public void stop(BundleContext context) {}
}
