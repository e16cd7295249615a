package dev.patchbay.transport.http.internal;

import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** A listening socket that knows whose port it is. */
final class PortConnector extends ServerConnector {

    /** Stands for the node's port, on which everything is served. */
    static final int NODE = 0;

    private final int ownPort;

    /** @param ownPort the port that endpoints have for themselves, or {@link #NODE} */
    PortConnector(Server server, int ownPort, ConnectionFactory... factories) {
        super(server, factories);
        this.ownPort = ownPort;
    }

    /** By which endpoints' own port a request came; {@link #NODE} when it came by the node's. */
    static int ownPort(Request request) {
        return request.getConnectionMetaData().getConnector() instanceof PortConnector port ? port.ownPort : NODE;
    }
}
