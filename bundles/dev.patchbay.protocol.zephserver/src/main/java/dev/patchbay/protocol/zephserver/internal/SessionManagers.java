package dev.patchbay.protocol.zephserver.internal;

import dev.patchbay.naming.OriginalId;
import dev.patchbay.session.spi.SessionManager;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;

/** The session managers that are here, and the one to ask. Thread-safe. */
final class SessionManagers {

    private final ServiceTracker<SessionManager, SessionManager> tracker;

    SessionManagers(BundleContext context) {
        tracker = new ServiceTracker<>(context, SessionManager.class, null);
    }

    void open() {
        tracker.open();
    }

    void close() {
        tracker.close();
    }

    /** The one of that id, or for an empty id any; among several the one with the highest ranking. Null for none. */
    @Nullable
    SessionManager find(String originalId) {
        if (originalId.isEmpty()) {
            return tracker.getService();
        }
        ServiceReference<SessionManager> best = null;
        ServiceReference<SessionManager> @Nullable [] all = tracker.getServiceReferences();
        if (all != null) {
            for (ServiceReference<SessionManager> each : all) {
                boolean isMeant = originalId.equals(each.getProperty(OriginalId.PROPERTY));
                best = isMeant && (best == null || each.compareTo(best) > 0) ? each : best;
            }
        }
        return best == null ? null : tracker.getService(best);
    }
}
