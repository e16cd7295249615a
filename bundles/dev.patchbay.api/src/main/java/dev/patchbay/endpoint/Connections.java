package dev.patchbay.endpoint;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** The open connections of this node, and where it listens. Thread-safe. */
@ProviderType
public interface Connections {

    /** A snapshot, oldest first. */
    List<Connection> open();

    /** How many are open. */
    int count();

    /** How many were closed because their peer read too slowly, since the node started. */
    long closedForBeingSlow();

    /**
     * Where the node listens, as {@code http://host:port} or {@code https://host:port}: its own port first, then the
     * ports that endpoints have besides; empty while its own port is not open.
     */
    List<String> listening();
}
