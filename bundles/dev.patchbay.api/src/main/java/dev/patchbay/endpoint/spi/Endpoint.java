package dev.patchbay.endpoint.spi;

import dev.patchbay.endpoint.Connection;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * What answers at a WebSocket path.
 *
 * <p>Publish it as a service with the property {@value dev.patchbay.endpoint.EndpointSettings#PATH}, or with all
 * properties of {@link dev.patchbay.endpoint.EndpointSettings#toProperties}. When several endpoints have one path the
 * one with the highest service ranking answers new connections. When an endpoint leaves, its connections are closed
 * with 1001.
 */
@ConsumerType
public interface Endpoint {

    /**
     * A client has been let in; the 101 answer has been written.
     *
     * <p>Called on an I/O thread, or with {@code mayBlock} on a worker thread, before any message of this connection is
     * read; must not block but with {@code mayBlock}.
     *
     * @return what takes the connection's messages
     * @throws RuntimeException closes the connection with 1011
     */
    MessageReceiver open(Connection connection);

    /**
     * Whether clients are let in at the moment; when not, they are refused with 403, as by the property {@code enabled}. Asked
     * on an I/O thread for each upgrade request; must return at once. Who is in stays in: closing is the endpoint's own business.
     */
    default boolean isEnabled() {
        return true;
    }
}
