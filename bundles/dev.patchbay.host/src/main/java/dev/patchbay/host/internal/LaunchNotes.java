package dev.patchbay.host.internal;

import java.util.List;
import java.util.function.Consumer;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** What the node tells its launcher, if that offers to listen; in types of the JDK, for they share no others. */
final class LaunchNotes {

    private LaunchNotes() {}

    /** Has it written into the lock, where a second start finds it. */
    static void listensAt(BundleContext context, List<String> urls) {
        if (!urls.isEmpty()) {
            tell(context, "listening", String.join(" ", urls));
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
