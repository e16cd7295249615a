package dev.patchbay.service.internal;

import dev.patchbay.service.spi.HostedService;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleWiring;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A published service that is hosted, waits for its name, or has left. Thread-safe. */
final class Offer {

    private static final Logger LOG = LoggerFactory.getLogger(Offer.class);

    /** The service property that says whether it is enabled when it comes; true by default. */
    static final String ENABLED = "patchbay.service.enabled";

    private final BundleContext context;
    private final ServiceEngine engine;
    private final ServiceReference<HostedService> reference;
    private final Names names;

    // guarded by this
    private @Nullable Hosted hosted;
    private boolean left;

    Offer(BundleContext context, ServiceEngine engine, ServiceReference<HostedService> reference, Names names) {
        this.context = context;
        this.engine = engine;
        this.reference = reference;
        this.names = names;
    }

    Names names() {
        return names;
    }

    ServiceReference<HostedService> reference() {
        return reference;
    }

    boolean wantsToBeEnabled() {
        Object value = reference.getProperty(ENABLED);
        return value == null || Boolean.parseBoolean(value.toString());
    }

    /** What it is while it is hosted; null otherwise. */
    synchronized @Nullable Hosted hosted() {
        return hosted;
    }

    /**
     * Fetches the service, which may make it, and makes it available.
     *
     * @return false when that cannot be, which is logged, and when the node stops
     */
    boolean host() {
        if (engine.isClosed()) {
            return false;
        }
        HostedService service = context.getService(reference);
        if (service == null) {
            LOG.error("Service '{}' of {} could not be made; 'why' may tell the reason", names.name(), bundle());
            return false;
        }
        Optional<Hosted> added = engine.add(names.name(), origin(), service);
        if (added.isEmpty()) {
            context.ungetService(reference);
            LOG.warn(
                    "Service '{}' of {} is not available: its name is taken by one that was created by code",
                    names.name(),
                    bundle());
            return false;
        }
        return keep(added.get());
    }

    private boolean keep(Hosted added) {
        synchronized (this) {
            if (!left) {
                hosted = added;
                return true;
            }
        }
        engine.retire(added); // it left while it was being made
        context.ungetService(reference);
        return false;
    }

    /** It has left and will not be hosted again; disabled and released when this returns. Blocks in bounded time. */
    void leave() {
        synchronized (this) {
            left = true;
        }
        retire();
    }

    /** Disables it, waits in bounded time and releases it, if it is hosted. */
    void retire() {
        Hosted leaving = hosted();
        if (leaving != null) {
            engine.retire(leaving);
            release(leaving);
        }
    }

    private void release(Hosted leaving) {
        synchronized (this) {
            if (!leaving.equals(hosted)) {
                return; // released by another thread
            }
            hosted = null;
        }
        context.ungetService(reference);
    }

    private Origin origin() {
        Object ranking = reference.getProperty(Constants.SERVICE_RANKING);
        return new Origin(names.originalId(), bundle(), ranking instanceof Integer number ? number : 0, loader());
    }

    /** Symbolic name and version; empty for a bundle that has gone. */
    String bundle() {
        Bundle bundle = reference.getBundle();
        return bundle == null ? "" : bundle.getSymbolicName() + "/" + bundle.getVersion();
    }

    private @Nullable ClassLoader loader() {
        Bundle bundle = reference.getBundle();
        BundleWiring wiring = bundle == null ? null : bundle.adapt(BundleWiring.class);
        return wiring == null ? null : wiring.getClassLoader();
    }
}
