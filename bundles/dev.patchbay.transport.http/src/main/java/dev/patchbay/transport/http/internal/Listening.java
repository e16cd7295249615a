package dev.patchbay.transport.http.internal;

import java.io.IOException;
import java.util.List;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The listening socket. While the port is in use it tries again; the fault is logged once, the recovery too. */
final class Listening {

    private static final Logger LOG = LoggerFactory.getLogger(Listening.class);
    private static final long RETRY_IN_MS = 2_000;

    private final Server server;
    private final DoorSettings settings;
    private final Timer timer;
    private final @Nullable Tls tls;

    private boolean faultLogged;
    private boolean stopped;
    private volatile @Nullable ServerConnector listener;

    /** @throws IllegalArgumentException when the PEM files cannot be used */
    Listening(Server server, DoorSettings settings, Timer timer) {
        this.server = server;
        this.settings = settings;
        this.timer = timer;
        this.tls = settings.pem() == null ? null : new Tls(settings.pem());
    }

    /** Listens, or begins to try. The server must have been started. */
    synchronized void start() {
        if (tls != null) {
            timer.every(Tls.INTERVAL_IN_MS, tls);
        }
        listen();
    }

    /** Takes no new connections from now on; open ones are not touched. */
    synchronized void stop() {
        stopped = true;
        ServerConnector open = listener;
        listener = null;
        if (open != null) {
            open.close();
        }
    }

    /** Where it listens; empty while it does not. */
    List<String> addresses() {
        ServerConnector open = listener;
        if (open == null) {
            return List.of();
        }
        String host = settings.host().contains(":") ? "[" + settings.host() + "]" : settings.host();
        return List.of(settings.scheme() + "://" + host + ":" + open.getLocalPort());
    }

    private synchronized void listen() {
        if (stopped) {
            return;
        }
        ServerConnector connector = newConnector();
        try {
            connector.open();
            server.addConnector(connector);
            connector.start();
            listener = connector;
            LOG.info("Listening on {}", addresses().get(0));
        } catch (IOException e) {
            retry(e);
        } catch (Exception e) {
            server.removeConnector(connector);
            LOG.error("Expected to listen on {}:{}, the connector failed", settings.host(), settings.port(), e);
        }
    }

    private void retry(IOException fault) {
        if (!faultLogged) {
            LOG.error(
                    "Expected to listen on {}:{}, got \"{}\". Stop the program that uses the port or set http.port;"
                            + " trying again every {} ms",
                    settings.host(),
                    settings.port(),
                    rootMessage(fault),
                    RETRY_IN_MS);
            faultLogged = true;
        }
        timer.after(RETRY_IN_MS, this::listen);
    }

    private static @Nullable String rootMessage(IOException fault) {
        Throwable cause = fault.getCause();
        return cause == null ? fault.getMessage() : cause.getMessage();
    }

    private ServerConnector newConnector() {
        HttpConnectionFactory http = new HttpConnectionFactory(newHttpConfiguration());
        ServerConnector connector = tls == null
                ? new ServerConnector(server, http)
                : new ServerConnector(
                        server, new SslConnectionFactory(tls.contexts(), HttpVersion.HTTP_1_1.asString()), http);
        connector.setHost(settings.host());
        connector.setPort(settings.port());
        connector.setAcceptQueueSize(settings.acceptQueueSize());
        connector.setIdleTimeout(settings.idleTimeoutInMs());
        if (settings.maxConnections() > 0) {
            connector.addBean(new NetworkConnectionLimit(settings.maxConnections(), connector));
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
