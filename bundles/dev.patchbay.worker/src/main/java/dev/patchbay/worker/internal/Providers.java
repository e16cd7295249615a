package dev.patchbay.worker.internal;

import dev.patchbay.rpc.spi.ProviderName;
import dev.patchbay.rpc.spi.RemoteProvider;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes each module as a provider under its name. */
final class Providers {

    private static final Logger LOG = LoggerFactory.getLogger(Providers.class);

    /** What the name of a provider may look like. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");

    private final BundleContext context;
    private final Function<String, RemoteProvider> maker;

    /** Guarded by this, as below. */
    private final Map<String, ServiceRegistration<RemoteProvider>> published = new HashMap<>();

    private final Set<String> refused = new HashSet<>();
    private boolean isClosed;

    Providers(BundleContext context, Function<String, RemoteProvider> maker) {
        this.context = context;
        this.maker = maker;
    }

    /** Publishes these and no others. May block while the calls of those that leave end. */
    synchronized void publish(Supplier<List<String>> wanted) {
        if (isClosed) {
            return;
        }
        List<String> names = wanted.get();
        for (String name : List.copyOf(published.keySet())) {
            if (!names.contains(name)) {
                unpublish(name);
            }
        }
        for (String name : names) {
            if (NAME.matcher(name).matches()) {
                published.computeIfAbsent(name, this::register);
            } else if (refused.add(name)) {
                LOG.warn(
                        "Module '{}' cannot be called by other protocols than ModuleServer's: expected a name of letters,"
                                + " digits, '_' and '-' in parts joined by dots",
                        name);
            }
        }
    }

    private ServiceRegistration<RemoteProvider> register(String name) {
        return context.registerService(
                RemoteProvider.class,
                maker.apply(name),
                FrameworkUtil.asDictionary(Map.of(ProviderName.PROPERTY, name)));
    }

    private void unpublish(String name) {
        ServiceRegistration<RemoteProvider> registration = published.remove(name);
        if (registration != null) {
            registration.unregister();
        }
    }

    synchronized void close() {
        isClosed = true;
        List.copyOf(published.keySet()).forEach(this::unpublish);
    }
}
