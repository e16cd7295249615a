package dev.patchbay.settings.internal;

import java.util.Collection;
import java.util.function.Consumer;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a start that would run on other settings than its owner wrote down.
 *
 * <p>It tells the sentence to the launcher, which offers a {@code Consumer} of texts with the service property
 * {@code patchbay.launch=failed}, or without one to the standard error stream, and stops the framework. A framework
 * finishes raising its start level before it stops: a launcher that wants nothing else started raises it in steps.
 */
final class StartRefusal {

    private static final Logger LOG = LoggerFactory.getLogger(StartRefusal.class);

    private static final String LAUNCHER = "(patchbay.launch=failed)";

    private StartRefusal() {}

    /**
     * Stops a node that is starting, without waiting for it; leaves one alone that already runs.
     *
     * @return whether the node was starting, and so whoever started it was told
     */
    static boolean refuse(BundleContext context, SettingsProblem problem) {
        Bundle framework = context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION);
        boolean isStarting = framework.getState() == Bundle.STARTING;
        if (isStarting) {
            tell(context, problem.sentence());
            stop(framework);
        }
        return isStarting;
    }

    @SuppressWarnings("SystemOut") // nobody else would tell the one who started it
    private static void tell(BundleContext context, String sentence) {
        Collection<ServiceReference<Consumer<String>>> launchers = launchers(context);
        for (ServiceReference<Consumer<String>> reference : launchers) {
            Consumer<String> launcher = context.getService(reference);
            if (launcher != null) {
                launcher.accept(sentence);
                context.ungetService(reference);
            }
        }
        if (launchers.isEmpty()) {
            System.err.println(sentence);
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // a service is looked up by its raw type
    private static Collection<ServiceReference<Consumer<String>>> launchers(BundleContext context) {
        try {
            return (Collection) context.getServiceReferences(Consumer.class, LAUNCHER);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("A constant filter is wrong: " + LAUNCHER, e);
        }
    }

    private static void stop(Bundle framework) {
        try {
            framework.stop();
        } catch (BundleException e) {
            LOG.error("Cannot stop the framework after its settings were refused", e);
        }
    }
}
