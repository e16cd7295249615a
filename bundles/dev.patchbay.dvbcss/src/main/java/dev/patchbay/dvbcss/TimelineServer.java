package dev.patchbay.dvbcss;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** The server of CSS-TS, as a service. Thread-safe; nothing here waits for a client. */
@ProviderType
public interface TimelineServer {

    /** Those who have said what they want to follow, in the order in which they came; an unmodifiable snapshot. */
    List<TimelineClient> clients();

    /**
     * Asks every source again, and tells each client whose timeline changed; who publishes sources that tell need not.
     */
    void updateAllClients();
}
