package dev.patchbay.launcher;

import java.util.function.Consumer;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/** Tells the launcher that the start has to end, and goes on; runs inside the framework. */
public final class FailingActivator implements BundleActivator {

    static final String SENTENCE = "Expected an address on this machine, got 0.0.0.0.";

    @Override
    @SuppressWarnings({"rawtypes", "unchecked"})
    public void start(BundleContext context) throws Exception {
        for (ServiceReference<Consumer> reference :
                context.getServiceReferences(Consumer.class, "(patchbay.launch=failed)")) {
            context.getService(reference).accept(SENTENCE);
        }
    }

    @Override
    public void stop(BundleContext context) {}
}
