package dev.patchbay.transport.http.internal;

import java.io.IOException;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.jspecify.annotations.Nullable;

/** Opens and ends the node's ports: all on the same host, with the same TLS, under one limit. Thread-safe. */
final class Connectors {

    private final Server server;
    private final DoorSettings settings;
    private final @Nullable Tls tls;
    private final @Nullable ConnectionLimit limit;

    /** @throws IllegalArgumentException when the PEM files cannot be used */
    Connectors(Server server, DoorSettings settings) {
        this.server = server;
        this.settings = settings;
        this.tls = settings.pem() == null ? null : new Tls(settings.pem());
        this.limit = settings.maxConnections() > 0 ? new ConnectionLimit(settings.maxConnections()) : null;
        if (tls != null) {
            // Otherwise the first port that starts would own them, and take them from the others when it ends.
            server.addBean(tls.contexts());
        }
    }

    /** Takes changed certificates from now on. */
    void watchCertificates(Timer timer) {
        if (tls != null) {
            timer.every(Tls.INTERVAL_IN_MS, tls);
        }
    }

    /**
     * Listens. The server must have been started.
     *
     * @param port 0 for a free one
     * @param ownPort as {@link PortConnector} has it
     * @throws IOException when the port is in use or is none
     */
    PortConnector open(int port, int ownPort) throws Exception {
        PortConnector connector = newConnector(port, ownPort);
        try {
            connector.open();
        } catch (IllegalArgumentException e) {
            throw new IOException("no TCP port has the number " + port, e);
        }
        server.addConnector(connector);
        try {
            connector.start();
            return connector;
        } catch (Exception e) {
            end(connector);
            throw e;
        }
    }

    /** Ends a port and the connections that came by it; waits for its threads. */
    void end(PortConnector connector) throws Exception {
        server.removeConnector(connector);
        connector.stop();
    }

    /** Where it listens, as a URL. */
    String address(PortConnector connector) {
        return settings.address(connector.getLocalPort());
    }

    private PortConnector newConnector(int port, int ownPort) {
        HttpConnectionFactory http = new HttpConnectionFactory(newHttpConfiguration());
        ConnectionFactory[] factories = tls == null
                ? new ConnectionFactory[] {http}
                : new ConnectionFactory[] {
                    new SslConnectionFactory(tls.contexts(), HttpVersion.HTTP_1_1.asString()), http
                };
        PortConnector connector = new PortConnector(server, ownPort, factories);
        connector.setHost(settings.host());
        connector.setPort(port);
        connector.setAcceptQueueSize(settings.acceptQueueSize());
        connector.setIdleTimeout(settings.idleTimeoutInMs());
        if (limit != null) {
            connector.addBean(limit, false);
        }
        return connector;
    }

    private static HttpConfiguration newHttpConfiguration() {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        configuration.setSendDateHeader(true);
        // The certificate's names are the client's to check; a node is also reached by address and through proxies.
        configuration.addCustomizer(new SecureRequestCustomizer(false));
        return configuration;
    }
}
