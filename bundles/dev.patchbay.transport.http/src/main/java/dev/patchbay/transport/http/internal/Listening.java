package dev.patchbay.transport.http.internal;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The node's port. While it is in use it tries again; the fault is logged once, the recovery too. */
final class Listening {

    private static final Logger LOG = LoggerFactory.getLogger(Listening.class);
    private static final long RETRY_IN_MS = 2_000;

    private final Connectors connectors;
    private final DoorSettings settings;
    private final Timer timer;

    /** Why it does not listen, as it was logged; null while it does. */
    private volatile @Nullable String fault;

    private boolean stopped;
    private volatile @Nullable PortConnector listener;

    Listening(Connectors connectors, DoorSettings settings, Timer timer) {
        this.connectors = connectors;
        this.settings = settings;
        this.timer = timer;
    }

    /** Listens, or begins to try. The server must have been started. */
    synchronized void start() {
        listen();
    }

    /** Takes no new connections from now on; open ones are not touched. */
    synchronized void stop() {
        stopped = true;
        PortConnector open = listener;
        listener = null;
        if (open != null) {
            open.close();
        }
    }

    /** Where it listens; empty while it does not. */
    List<String> addresses() {
        PortConnector open = listener;
        return open == null ? List.of() : List.of(connectors.address(open));
    }

    /** Why it does not listen; null while it does. */
    @Nullable
    String fault() {
        return fault;
    }

    private synchronized void listen() {
        if (stopped) {
            return;
        }
        try {
            PortConnector opened = connectors.open(settings.port(), PortConnector.NODE);
            listener = opened;
            fault = null;
            LOG.info("Listening on {}", connectors.address(opened));
        } catch (IOException e) {
            retry(e);
        } catch (Exception e) {
            fault = "Expected to listen on " + place() + ", the connector failed: " + e;
            LOG.error("Expected to listen on {}, the connector failed", place(), e);
        }
    }

    private String place() {
        return settings.host() + ":" + settings.port();
    }

    private void retry(IOException refusal) {
        if (fault == null) {
            String sentence = "Expected to listen on " + place() + ", got \"" + rootMessage(refusal)
                    + "\". Stop the program that uses the port or set http.port; trying again every " + RETRY_IN_MS
                    + " ms";
            LOG.error(sentence);
            fault = sentence;
        }
        timer.after(RETRY_IN_MS, this::listen);
    }

    /** What the system said; the fault itself repeats host and port. */
    static @Nullable String rootMessage(IOException fault) {
        return fault.getCause() instanceof IOException cause ? cause.getMessage() : fault.getMessage();
    }
}
