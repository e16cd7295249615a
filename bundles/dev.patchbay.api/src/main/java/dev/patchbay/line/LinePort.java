package dev.patchbay.line;

import java.net.InetSocketAddress;
import org.osgi.annotation.versioning.ProviderType;

/** A TCP port that is being listened on. Thread-safe. */
@ProviderType
public interface LinePort extends AutoCloseable {

    /** Where it listens; the port the system chose when 0 was asked for. */
    InetSocketAddress address();

    /** The connections that came through it and are open. */
    int connections();

    /** Stops listening; its connections stay open. Returns when no connection is accepted any more; harmless when repeated. */
    void closeDoor();

    /** Stops listening and ends its connections. Harmless when repeated. */
    @Override
    void close();
}
