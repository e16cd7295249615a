package dev.patchbay.launcher;

import java.util.function.Consumer;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/** Tells the launcher what the settings bundle tells when it refuses the file; runs inside the framework. */
public final class RefusingActivator implements BundleActivator {

    static final String SENTENCE = "Expected a number, got a text in line 3.";

    @Override
    @SuppressWarnings({"rawtypes", "unchecked"})
    public void start(BundleContext context) throws Exception {
        for (ServiceReference<Consumer> reference :
                context.getServiceReferences(Consumer.class, "(patchbay.launch=failed)")) {
            context.getService(reference).accept(SENTENCE);
        }
        context.getBundle(0).stop();
    }

    @Override
    public void stop(BundleContext context) {}
}
