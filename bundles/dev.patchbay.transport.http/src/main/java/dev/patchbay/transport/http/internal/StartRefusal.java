package dev.patchbay.transport.http.internal;

import java.util.Collection;
import java.util.function.Consumer;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.startlevel.FrameworkStartLevel;

/**
 * Tells whoever starts the node that it must not run like this. The launcher offers a {@code Consumer} of texts with
 * the service property {@code patchbay.launch=failed}, and ends the start when it was told something.
 */
final class StartRefusal {

    private static final String LAUNCHER = "(patchbay.launch=failed)";

    private StartRefusal() {}

    /** Tells the launcher while the node is starting; says nothing once it runs. */
    static void refuse(BundleContext context, String sentence) {
        if (isStarting(context)) {
            launchers(context).forEach(launcher -> tell(context, launcher, sentence));
        }
    }

    /** The framework's start level has not gone beyond this bundle's; when all has been started, it has. */
    private static boolean isStarting(BundleContext context) {
        int reached = context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION)
                .adapt(FrameworkStartLevel.class)
                .getStartLevel();
        return reached <= context.getBundle().adapt(BundleStartLevel.class).getStartLevel();
    }

    private static void tell(BundleContext context, ServiceReference<Consumer<String>> reference, String sentence) {
        Consumer<String> launcher = context.getService(reference);
        if (launcher != null) {
            launcher.accept(sentence);
            context.ungetService(reference);
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
}
