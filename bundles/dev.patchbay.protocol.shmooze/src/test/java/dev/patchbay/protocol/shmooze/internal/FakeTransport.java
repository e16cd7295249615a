package dev.patchbay.protocol.shmooze.internal;

import dev.patchbay.line.LineConnection;
import dev.patchbay.line.LineDoor;
import dev.patchbay.line.LineEnd;
import dev.patchbay.line.LineListener;
import dev.patchbay.line.LinePort;
import dev.patchbay.line.LineSettings;
import dev.patchbay.line.LineTransport;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Lines in memory, with one I/O thread. */
final class FakeTransport implements LineTransport, AutoCloseable {

    private static final long PATIENCE_IN_SEC = 10;

    private final ExecutorService io = Executors.newSingleThreadExecutor();
    private final Map<Integer, Port> ports = new ConcurrentHashMap<>();
    private final Map<String, FakeDoor> doors = new ConcurrentHashMap<>();
    private final Set<InetSocketAddress> answering = ConcurrentHashMap.newKeySet();
    private final Set<Integer> inUse = ConcurrentHashMap.newKeySet();
    private final BlockingQueue<FakeLine> outgoing = new LinkedBlockingQueue<>();

    /** Somebody else uses a port. */
    void occupy(int port) {
        inUse.add(port);
    }

    /** Somebody answers at an address. */
    void serve(InetSocketAddress address) {
        answering.add(address);
    }

    /** The port that is listened on; fails when it is not. */
    Port at(int port) {
        Port open = ports.get(port);
        if (open == null) {
            throw new AssertionError("Nobody listens on " + port);
        }
        return open;
    }

    boolean isOpen(int port) {
        return ports.containsKey(port);
    }

    /** Why a service of section shmooze does not listen; null when there is nothing to say. */
    String fault(String name) {
        return doors.get(name + " of section shmooze").fault();
    }

    /** A client connects. */
    FakeLine client(int port) throws Exception {
        return io.submit(() -> at(port).accept()).get(PATIENCE_IN_SEC, TimeUnit.SECONDS);
    }

    /** A connection that was opened and has reached its server, oldest first. */
    FakeLine takeOutgoing() throws InterruptedException {
        FakeLine line = outgoing.poll(PATIENCE_IN_SEC, TimeUnit.SECONDS);
        if (line == null) {
            throw new AssertionError("Expected a connection to be opened, none was");
        }
        return line;
    }

    boolean hasOutgoing() {
        return !outgoing.isEmpty();
    }

    @Override
    public LinePort listen(LineSettings settings, Function<LineConnection, LineListener> acceptor) throws IOException {
        Port port = new Port(settings, acceptor);
        if (inUse.contains(settings.port()) || ports.putIfAbsent(settings.port(), port) != null) {
            throw new IOException("Address " + settings.host() + ":" + settings.port() + " is in use");
        }
        return port;
    }

    @Override
    public LineDoor door(String name, String section, Function<LineConnection, LineListener> acceptor) {
        return doors.computeIfAbsent(name + " of section " + section, named -> new FakeDoor(this, acceptor));
    }

    @Override
    public LineConnection connect(
            InetSocketAddress address, long withinMs, LineSettings settings, LineListener listener) {
        if (io.isShutdown()) {
            throw new IllegalStateException("closed");
        }
        FakeLine line = new FakeLine(io, address);
        line.listenedToBy(listener);
        if (answering.contains(address)) {
            outgoing.add(line);
        } else {
            line.end(LineEnd.UNREACHABLE);
        }
        return line;
    }

    @Override
    public void close() {
        io.shutdownNow();
    }

    /** A port that is listened on. */
    final class Port implements LinePort {

        private final LineSettings settings;
        private final Function<LineConnection, LineListener> acceptor;
        private final Set<FakeLine> clients = ConcurrentHashMap.newKeySet();

        Port(LineSettings settings, Function<LineConnection, LineListener> acceptor) {
            this.settings = settings;
            this.acceptor = acceptor;
        }

        LineSettings settings() {
            return settings;
        }

        private FakeLine accept() {
            FakeLine client = new FakeLine(io, new InetSocketAddress("127.0.0.1", 40_000 + clients.size()));
            clients.add(client);
            client.listenedToBy(acceptor.apply(client));
            return client;
        }

        @Override
        public InetSocketAddress address() {
            return new InetSocketAddress(settings.host(), settings.port());
        }

        @Override
        public int connections() {
            return (int) clients.stream().filter(FakeLine::isOpen).count();
        }

        @Override
        public void closeDoor() {
            ports.remove(settings.port(), this);
        }

        @Override
        public void close() {
            closeDoor();
            clients.forEach(FakeLine::close);
        }
    }
}
