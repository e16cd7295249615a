package dev.patchbay.protocol.dvbcss.internal;

import dev.patchbay.endpoint.spi.Endpoint;
import dev.patchbay.endpoint.spi.EndpointServer;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/** Has an endpoint answer at its path, with the settings of the moment. */
final class Publication {

    private final EndpointServer<?> server;
    private final ServiceRegistration<Endpoint> registration;
    private volatile EndpointOptions options;

    /** @throws IllegalArgumentException when the settings are wrong */
    Publication(BundleContext context, EndpointServer<?> server, EndpointOptions options) {
        this.server = server;
        this.options = options;
        server.setEnabled(options.enabled());
        registration = context.registerService(
                Endpoint.class, server, options.toSettings().toProperties());
    }

    EndpointOptions options() {
        return options;
    }

    /**
     * Takes changed settings over. Who is connected stays, unless path or {@code enabled} is another; what an operator
     * enabled or disabled stays so until {@code enabled} is another.
     *
     * @throws IllegalArgumentException when they are wrong; then nothing has changed
     */
    void change(EndpointOptions changed) {
        EndpointOptions before = options;
        if (!changed.toSettings().equals(before.toSettings())) {
            registration.setProperties(changed.toSettings().toProperties());
        }
        options = changed;
        if (changed.enabled() != before.enabled()) {
            server.setEnabled(changed.enabled());
        }
    }

    /** Every connection ends with 1001. */
    void withdraw() {
        registration.unregister();
        server.setEnabled(false);
    }

    EndpointStatus status() {
        EndpointOptions now = options;
        return new EndpointStatus(
                now.name(), now.path(), server.isEnabled(), server.connections().size(), now.maxConnections());
    }
}
