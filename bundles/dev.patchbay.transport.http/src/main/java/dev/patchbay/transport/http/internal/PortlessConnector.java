package dev.patchbay.transport.http.internal;

import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Stands where Felix wants to see a connector; opens no port and starts no thread. */
final class PortlessConnector extends ServerConnector {

    PortlessConnector(Server server) {
        super(server, 0, 1);
        setHost("localhost");
    }

    @Override
    protected void doStart() {
        // Nothing to start: requests come through the front door.
    }

    @Override
    protected void doStop() {
        // Nothing was started.
    }
}
