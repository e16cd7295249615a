package dev.patchbay.transport.http.internal;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ports that endpoints and pages have besides the node's: open while somebody names them. Ports are opened and
 * closed by the timer's thread, shortly after that has changed. Thread-safe.
 *
 * <p>A port that cannot be opened is told once, and tried again every {@value #RETRY_IN_MS} ms and whenever what
 * has a port comes, changes or leaves.
 */
final class OwnPorts {

    static final long RETRY_IN_MS = 5_000;

    /** How long those who are connected by a port may take to leave after it has closed. */
    private static final long FAREWELL_IN_MS = 3_000;

    private static final Logger LOG = LoggerFactory.getLogger(OwnPorts.class);

    private final Connectors connectors;
    private final Supplier<? extends SortedMap<Integer, String>> wanted;
    private final Timer timer;
    private final Executor ending;

    private final SortedMap<Integer, PortConnector> open = new TreeMap<>();
    private final Set<Integer> failing = new HashSet<>();
    private boolean retrying;
    private volatile boolean running;
    private volatile List<String> addresses = List.of();

    /**
     * @param wanted the ports that somebody names, each with what it is for
     * @param ending ends ports, which takes a moment
     */
    OwnPorts(
            Connectors connectors,
            Supplier<? extends SortedMap<Integer, String>> wanted,
            Timer timer,
            Executor ending) {
        this.connectors = connectors;
        this.wanted = wanted;
        this.timer = timer;
        this.ending = ending;
    }

    /** From now on ports are opened. The server must have been started. */
    void start() {
        running = true;
        changed();
    }

    /** Looks, soon, which ports are wanted now. */
    void changed() {
        if (running) {
            timer.after(0, this::settle);
        }
    }

    /** Takes no new connections from now on; open ones are not touched. */
    synchronized void stop() {
        running = false;
        open.values().forEach(PortConnector::close);
        open.clear();
        addresses = List.of();
    }

    /** Where they listen, by port. */
    List<String> addresses() {
        return addresses;
    }

    private synchronized void settle() {
        if (!running) {
            return;
        }
        SortedMap<Integer, String> ports = wanted.get();
        closeAllBut(ports.keySet());
        ports.forEach(this::openUnlessOpen);
        addresses = open.values().stream().map(connectors::address).toList();
        if (open.size() < ports.size() && !retrying) {
            retrying = true;
            timer.after(RETRY_IN_MS, this::retry);
        }
    }

    private synchronized void retry() {
        retrying = false;
        settle();
    }

    private void closeAllBut(Set<Integer> ports) {
        failing.retainAll(ports);
        for (Map.Entry<Integer, PortConnector> each : Map.copyOf(open).entrySet()) {
            if (!ports.contains(each.getKey())) {
                open.remove(each.getKey());
                close(each.getValue());
            }
        }
    }

    private void close(PortConnector connector) {
        LOG.info("Nobody names {} any more, it is closed", connectors.address(connector));
        connector.close();
        timer.after(FAREWELL_IN_MS, () -> ending.execute(() -> end(connector)));
    }

    private void end(PortConnector connector) {
        try {
            connectors.end(connector);
        } catch (Exception e) {
            LOG.error("{} did not end cleanly", connector, e);
        }
    }

    private void openUnlessOpen(int port, String purpose) {
        if (open.containsKey(port)) {
            return;
        }
        try {
            PortConnector opened = connectors.open(port, port);
            open.put(port, opened);
            failing.remove(port);
            LOG.info("Listening on {} for {}", connectors.address(opened), purpose);
        } catch (IOException e) {
            warn(port, purpose, e);
        } catch (Exception e) {
            LOG.error("Expected to listen on port {} for {}, the connector failed", port, purpose, e);
        }
    }

    private void warn(int port, String purpose, IOException fault) {
        if (failing.add(port)) {
            LOG.warn(
                    "Expected to listen on port {} for {}, got \"{}\": stop the program that uses the port"
                            + " or set another ownPort; everything else goes on, and the port is tried again every {} ms",
                    port,
                    purpose,
                    Listening.rootMessage(fault),
                    RETRY_IN_MS);
        }
    }
}
