package dev.patchbay.host.internal;

import java.util.List;
import java.util.function.Consumer;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the node tells its launcher, if that offers to listen; in types of the JDK, for they share no others. */
final class LaunchNotes {

    private static final Logger LOG = LoggerFactory.getLogger(LaunchNotes.class);

    /** Not shown on the terminal, where the launcher says it. */
    private static final Logger START_LOG = LoggerFactory.getLogger("dev.patchbay.start");

    private LaunchNotes() {}

    /** Has it written into the lock, where a second start finds it. */
    static void listensAt(BundleContext context, List<String> urls) {
        if (!urls.isEmpty()) {
            tell(context, "listening", String.join(" ", urls));
        }
    }

    /** Ends the start, and goes to the log's file; in a running node it is an error in the log and nothing else. */
    static void failed(BundleContext context, String sentence) {
        if (StartGate.isOpen(context)) {
            LOG.error(sentence);
        } else {
            START_LOG.error("The start ends: {}", sentence);
            tell(context, "failed", sentence);
        }
    }

    @SuppressWarnings("rawtypes")
    private static void tell(BundleContext context, String topic, String text) {
        try {
            for (ServiceReference<Consumer> reference :
                    context.getServiceReferences(Consumer.class, "(patchbay.launch=" + topic + ")")) {
                deliver(context, reference, text);
            }
        } catch (InvalidSyntaxException e) {
            throw new IllegalArgumentException("Expected a plain word as topic, got " + topic, e);
        }
    }

    @SuppressWarnings({"rawtypes", "unchecked"})
    private static void deliver(BundleContext context, ServiceReference<Consumer> reference, String text) {
        Consumer<String> launcher = context.getService(reference);
        if (launcher != null) {
            launcher.accept(text);
            context.ungetService(reference);
        }
    }
}
