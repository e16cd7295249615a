package dev.patchbay.transport.line.internal;

import dev.patchbay.line.LineConnection;
import dev.patchbay.line.LineDoor;
import dev.patchbay.line.LineListener;
import dev.patchbay.line.LinePort;
import dev.patchbay.line.LineSettings;
import dev.patchbay.line.LineTransport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The doors, ports and connections of one bundle; they go when it goes. The threads are shared. */
@Component(service = LineTransport.class, scope = ServiceScope.BUNDLE)
public final class LineTransportComponent implements LineTransport {

    private static final Logger LOG = LoggerFactory.getLogger(LineTransportComponent.class);

    private static final long CLOSE_IN_MS = 2_000;

    private final IoThreads threads;
    private final Doors allDoors;
    private final Set<RetriedDoor> doors = ConcurrentHashMap.newKeySet();
    private final Set<TcpPort> ports = ConcurrentHashMap.newKeySet();
    private final Connections connections = new Connections(null);
    private volatile boolean isClosed;

    @Activate
    public LineTransportComponent(@Reference IoThreads threads, @Reference Doors doors) {
        this.threads = threads;
        this.allDoors = doors;
    }

    /** One whose doors nobody else knows, for programs without a framework. */
    public LineTransportComponent(IoThreads threads) {
        this(threads, new Doors());
    }

    /** Closes everything at once; waits until the listeners have been told, since their classes go now. */
    @Deactivate
    void deactivate() {
        isClosed = true;
        doors.forEach(this::abandon);
        ports.forEach(TcpPort::shutSoon);
        connections.close();
        if (!IoLoop.isIoThread() && !threads.settle(CLOSE_IN_MS)) {
            LOG.warn("Not all listeners were told of the end within {} ms: one holds an I/O thread", CLOSE_IN_MS);
        }
    }

    @Override
    public LinePort listen(LineSettings settings, Function<LineConnection, LineListener> acceptor) throws IOException {
        requireOpen();
        return open(settings, acceptor);
    }

    private LinePort open(LineSettings settings, Function<LineConnection, LineListener> acceptor) throws IOException {
        TcpPort port = new TcpPort(threads, settings, acceptor, ports, connections);
        ports.add(port);
        port.start();
        if (isClosed) {
            port.shutSoon();
        }
        return port;
    }

    @Override
    public LineDoor door(String name, String section, Function<LineConnection, LineListener> acceptor) {
        requireOpen();
        RetriedDoor door = new RetriedDoor(name, section, allDoors, settings -> open(settings, acceptor), this::forget);
        doors.add(door);
        allDoors.add(door);
        if (isClosed) {
            abandon(door);
        }
        return door;
    }

    private void forget(RetriedDoor door) {
        doors.remove(door);
        allDoors.remove(door);
    }

    private void abandon(RetriedDoor door) {
        door.abandon();
        forget(door);
    }

    @Override
    public LineConnection connect(
            InetSocketAddress address, long withinMs, LineSettings settings, LineListener listener) {
        if (withinMs < 1) {
            throw new IllegalArgumentException("Expected at least 1 ms to connect, got " + withinMs);
        }
        requireOpen();
        TcpConnection connection = new TcpConnection(next(), connections, address, settings);
        connections.add(connection);
        connection.connect(withinMs, listener);
        return connection;
    }

    private void requireOpen() {
        if (isClosed) {
            throw new IllegalStateException("The line transport was closed: it or the bundle that used it has stopped");
        }
    }

    private IoLoop next() {
        try {
            return threads.next();
        } catch (IOException e) {
            throw new UncheckedIOException("The I/O threads for lines cannot be started", e);
        }
    }
}
