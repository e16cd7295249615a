package dev.patchbay.transport.udp.internal;

import dev.patchbay.node.Diagnosis.Finding;
import dev.patchbay.transport.internal.Retry;
import dev.patchbay.udp.UdpSettings;
import dev.patchbay.udp.spi.UdpRequestHandler;
import java.io.IOException;
import java.util.Optional;
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
    private final Retry retry;
    private @Nullable UdpSettings wanted;
    private @Nullable RequestServer server;
    private boolean isClosed;

    /** @param name whose port it is, for logs and findings */
    HandlerPort(UdpServers servers, String name, UdpRequestHandler handler) {
        this.servers = servers;
        this.name = name;
        this.handler = handler;
        this.retry = new Retry(servers.timer(), RETRY_IN_MS, this::retry);
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
        retry.recovered();
    }

    /** Why it is not open, if it is not. */
    Optional<Finding> finding() {
        return Optional.ofNullable(retry.fault()).map(why -> new Finding(name, why));
    }

    private void open() {
        retry.cancel();
        try {
            RequestServer opening = server;
            if (opening != null) {
                opening.start();
                recovered(opening);
            }
        } catch (IOException | RuntimeException e) {
            failed(e.getMessage() + "; it is tried again every second.");
            retry.later();
        }
    }

    /** Told once, and again when it is another reason. */
    private void failed(String why) {
        if (retry.failed(why)) {
            LOG.warn("{} handles no UDP requests: {}", name, why);
        }
    }

    private void recovered(RequestServer opened) {
        if (retry.recovered()) {
            LOG.info("{} handles UDP requests at {} now", name, opened.address());
        }
    }

    private void shut() {
        retry.cancel();
        wanted = null;
        if (server != null) {
            server.close();
            server = null;
        }
    }
}
