package dev.patchbay.udp;

import dev.patchbay.udp.spi.UdpRequestHandler;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Makes request servers on UDP ports. Thread-safe.
 *
 * <p>What it made for a bundle is closed when that bundle stops or releases the service; after that it makes nothing and throws
 * IllegalStateException.
 */
@ProviderType
public interface UdpTransport {

    /** A server that is not started yet: no port is open. Close it when done. */
    UdpServer server(UdpSettings settings, UdpRequestHandler handler);

    /** A snapshot of all that exist on this node, whoever made them, those of handlers that are services included. */
    List<UdpServer> servers();
}
