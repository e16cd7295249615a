package dev.patchbay.dvbcss.spi;

import org.osgi.annotation.versioning.ProviderType;

/** What is told that timelines have changed. */
@ProviderType
public interface TimelineSink {

    /**
     * Asks every source again, and tells each client whose timeline changed. From any thread; does not wait for the
     * clients.
     */
    void updateAllClients();
}
