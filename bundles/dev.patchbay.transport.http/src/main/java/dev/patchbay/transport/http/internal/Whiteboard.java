package dev.patchbay.transport.http.internal;

import java.util.concurrent.atomic.AtomicReference;
import org.apache.felix.http.jetty.ConnectorFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.ConfigurationException;
import org.osgi.service.cm.ManagedServiceFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * The server of the OSGi HTTP Whiteboard, without a port of its own: it gets its requests from the front door.
 *
 * <p>Felix's HTTP bundle starts a server for each configuration its factory is given, and offers each started server
 * to the connector factories there are. So the factory is called directly, and what it offers is kept.
 */
@Component(service = Whiteboard.class, immediate = true)
public final class Whiteboard implements Request.Handler {

    private static final String NAME = "dev.patchbay.http.whiteboard";

    private final ManagedServiceFactory servers;
    private final Server server;

    /** @throws IllegalStateException when Felix's server did not start; its log says why */
    @Activate
    public Whiteboard(
            BundleContext context,
            @Reference(target = "(service.pid=org.apache.felix.http)") ManagedServiceFactory servers)
            throws ConfigurationException {
        this.servers = servers;
        this.server = start(context, servers);
    }

    @Deactivate
    void stop() {
        servers.deleted(NAME);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        return server.handle(request, response, callback);
    }

    /** Felix's server. */
    Server server() {
        return server;
    }

    private static Server start(BundleContext context, ManagedServiceFactory servers) throws ConfigurationException {
        AtomicReference<@Nullable Server> started = new AtomicReference<>();
        ConnectorFactory catcher = server -> {
            started.set(server);
            return new PortlessConnector(server);
        };
        ServiceRegistration<ConnectorFactory> registration =
                context.registerService(ConnectorFactory.class, catcher, null);
        try {
            servers.updated(NAME, new PortlessSettings());
        } finally {
            registration.unregister();
        }
        Server server = started.get();
        if (server == null) {
            servers.deleted(NAME);
            throw new IllegalStateException("Expected the HTTP Whiteboard's server to start, it did not; see the log of"
                    + " org.apache.felix.http");
        }
        return server;
    }
}
