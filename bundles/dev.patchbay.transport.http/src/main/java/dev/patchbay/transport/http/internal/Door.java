package dev.patchbay.transport.http.internal;

import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.eclipse.jetty.websocket.core.WebSocketComponents;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything behind the front door except OSGi: the server, its threads, the connections. */
final class Door implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Door.class);
    private static final long FAREWELL_IN_MS = 2_000;
    private static final int MAX_THREADS = 200;
    private static final int MIN_THREADS = 4;

    private final ConnectionTable connections = new ConnectionTable(this::connectionEntered);
    private final Mounts mounts = new Mounts(connections, this::portsChanged);
    private final Sites sites = new Sites(this::portsChanged);
    private final FanOut fanOut = new FanOut();
    private final Timer timer = new Timer();
    private final Workers workers = new Workers();
    private final Patrol patrol;
    private final Server server;
    private final Connectors connectors;
    private final Listening listening;
    private final OwnPorts ownPorts;

    /** @param whiteboard serves what no endpoint does; gives null while it is not running */
    Door(DoorSettings settings, Supplier<? extends Request.@Nullable Handler> whiteboard) {
        server = newServer();
        server.setHandler(new Handler.Sequence(newGate(), new WhiteboardGateway(whiteboard, sites)));
        connectors = new Connectors(server, settings);
        listening = new Listening(connectors, settings, timer);
        ownPorts = new OwnPorts(connectors, this::ownPorts, timer, server.getThreadPool());
        patrol = new Patrol(connections, timer, settings.writeTimeoutInMs());
    }

    /** Starts listening; when the port is in use, tries again until it is free. */
    void open() throws Exception {
        fanOut.start();
        server.start();
        connectors.watchCertificates(timer);
        listening.start();
        ownPorts.start();
    }

    Mounts mounts() {
        return mounts;
    }

    Sites sites() {
        return sites;
    }

    ConnectionTable connections() {
        return connections;
    }

    /** Why the node's port cannot be had; null while it can. */
    @Nullable
    String fault() {
        return listening.fault();
    }

    /** As {@link dev.patchbay.endpoint.Connections#listening()}. */
    List<String> listening() {
        List<String> main = listening.addresses();
        return main.isEmpty()
                ? List.of()
                : Stream.of(main, ownPorts.addresses()).flatMap(List::stream).toList();
    }

    /** Closes every connection with 1001, waits a little for the clients to agree, and ends all threads. */
    @Override
    public void close() {
        listening.stop();
        ownPorts.stop();
        mounts.retireAll();
        awaitFarewell();
        timer.close();
        try {
            server.stop();
        } catch (Exception e) {
            LOG.error("The HTTP server did not stop cleanly", e);
        }
        fanOut.close();
        workers.close();
    }

    private SortedMap<Integer, String> ownPorts() {
        SortedMap<Integer, String> ports = mounts.ownPorts();
        ports.putAll(sites.ports());
        return ports;
    }

    private void connectionEntered() {
        patrol.wake();
    }

    private void portsChanged() {
        ownPorts.changed();
    }

    private void awaitFarewell() {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(FAREWELL_IN_MS);
        while (!isEmpty() && System.nanoTime() - deadline < 0 && !Thread.interrupted()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    private boolean isEmpty() {
        return mounts.isFree() && connections.sockets().isEmpty();
    }

    private Gate newGate() {
        WebSocketComponents components =
                new WebSocketComponents(null, null, server.getByteBufferPool(), null, null, server.getThreadPool());
        server.addBean(components);
        Shared shared = new Shared(connections, new OutboundQueue.Writing(fanOut, new BufferPool()), workers);
        return new Gate(mounts, sites, new Upgrade(shared, components));
    }

    private static Server newServer() {
        QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, MIN_THREADS);
        threads.setName("patchbay-http");
        threads.setDaemon(true);
        return new Server(threads, new ScheduledExecutorScheduler("patchbay-http-scheduler", true), null);
    }
}
