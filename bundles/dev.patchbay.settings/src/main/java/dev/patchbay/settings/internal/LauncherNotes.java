package dev.patchbay.settings.internal;

import java.util.Collection;
import java.util.function.Consumer;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** What the launcher is told: it offers a {@code Consumer} of texts with the service property {@code patchbay.launch}. */
final class LauncherNotes {

    private LauncherNotes() {}

    /**
     * Tells it on this thread.
     *
     * @return whether somebody listened
     * @throws IllegalStateException when the launcher says no; its message is a sentence for people
     */
    static boolean tell(BundleContext context, String topic, String text) {
        Collection<ServiceReference<Consumer<String>>> launchers = launchers(context, topic);
        for (ServiceReference<Consumer<String>> reference : launchers) {
            Consumer<String> launcher = context.getService(reference);
            if (launcher != null) {
                accept(launcher, text, () -> context.ungetService(reference));
            }
        }
        return !launchers.isEmpty();
    }

    private static void accept(Consumer<String> launcher, String text, Runnable done) {
        try {
            launcher.accept(text);
        } finally {
            done.run();
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // a service is looked up by its raw type
    private static Collection<ServiceReference<Consumer<String>>> launchers(BundleContext context, String topic) {
        String filter = "(patchbay.launch=" + topic + ")";
        try {
            return (Collection) context.getServiceReferences(Consumer.class, filter);
        } catch (InvalidSyntaxException e) {
            throw new IllegalArgumentException("Expected a plain word as topic, got " + topic, e);
        }
    }
}
