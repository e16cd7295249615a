package dev.patchbay.transport.udp.internal;

import dev.patchbay.node.Diagnosis.Finding;
import dev.patchbay.udp.UdpSettings;
import dev.patchbay.udp.spi.UdpRequestHandler;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The port of a handler that is a service: open as its properties say, or tried again until it is. Thread-safe. */
final class HandlerPort {

    static final long RETRY_IN_MS = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(HandlerPort.class);

    private final UdpServers servers;
    private final String name;
    private final UdpRequestHandler handler;

    // Guarded by this.
    private @Nullable UdpSettings wanted;
    private @Nullable RequestServer server;
    private @Nullable Future<?> retry;
    private boolean isClosed;

    /** Why the port is not open; null when it is. Written under the lock, read without it. */
    private volatile @Nullable String fault;

    /** @param name whose port it is, for logs and findings */
    HandlerPort(UdpServers servers, String name, UdpRequestHandler handler) {
        this.servers = servers;
        this.name = name;
        this.handler = handler;
    }

    /** Is open as they say from now on. Does nothing when they are the same as before. */
    synchronized void apply(UdpSettings settings) {
        if (isClosed || settings.equals(wanted)) {
            return;
        }
        shut();
        wanted = settings;
        server = servers.make(settings, handler, closed -> {});
        open();
    }

    /** Has properties that cannot be read: the port is closed until they can. */
    synchronized void refuse(String why) {
        if (!isClosed) {
            shut();
            failed(why + "; correct the service properties that begin with patchbay.udp.");
        }
    }

    /** Tries at once, if the port is waited for. */
    synchronized void retry() {
        if (server != null && !server.isRunning()) {
            open();
        }
    }

    /** Closes the port for good. Waits for its handler, at most 2 s. */
    synchronized void close() {
        isClosed = true;
        shut();
        fault = null;
    }

    /** Why it is not open, if it is not. */
    Optional<Finding> finding() {
        return Optional.ofNullable(fault).map(why -> new Finding(name, why));
    }

    private void open() {
        cancelRetry();
        try {
            RequestServer opening = server;
            if (opening != null) {
                opening.start();
                recovered(opening);
            }
        } catch (IOException | RuntimeException e) {
            failed(e.getMessage() + "; it is tried again every second.");
            retry = servers.after(RETRY_IN_MS, this::retry);
        }
    }

    /** Told once, and again when it is another reason. */
    private void failed(String why) {
        if (!why.equals(fault)) {
            fault = why;
            LOG.warn("{} handles no UDP requests: {}", name, why);
        }
    }

    private void recovered(RequestServer opened) {
        if (fault != null) {
            fault = null;
            LOG.info("{} handles UDP requests at {} now", name, opened.address());
        }
    }

    private void shut() {
        cancelRetry();
        wanted = null;
        if (server != null) {
            server.close();
            server = null;
        }
    }

    private void cancelRetry() {
        if (retry != null) {
            retry.cancel(false);
            retry = null;
        }
    }
}
