package dev.patchbay.transport.line.internal;

import dev.patchbay.line.LineConnection;
import dev.patchbay.line.LineListener;
import dev.patchbay.line.LinePort;
import dev.patchbay.line.LineSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A port: accepts connections on one I/O thread and spreads them over all. */
final class TcpPort implements LinePort {

    private static final Logger LOG = LoggerFactory.getLogger(TcpPort.class);

    private final IoThreads threads;
    private final LineSettings settings;
    private final Function<LineConnection, LineListener> acceptor;
    private final Set<TcpPort> ports;
    private final Connections connections;
    private final ListeningSocket socket;

    /**
     * Listens; accepts after {@link #start}.
     *
     * @param ports this is removed from them when its door is closed
     * @param all have its connections, too
     * @throws IOException when the port cannot be had; its message names the address
     */
    TcpPort(
            IoThreads threads,
            LineSettings settings,
            Function<LineConnection, LineListener> acceptor,
            Set<TcpPort> ports,
            Connections all)
            throws IOException {
        this.threads = threads;
        this.settings = settings;
        this.acceptor = acceptor;
        this.ports = ports;
        connections = new Connections(all);
        socket = new ListeningSocket(threads.next(), settings, this::admit);
    }

    /** Begins to accept. */
    void start() {
        socket.start();
    }

    /** Accepts nothing any more; the socket is closed soon. */
    void shutSoon() {
        ports.remove(this);
        socket.shutSoon();
    }

    @Override
    public InetSocketAddress address() {
        return socket.address();
    }

    @Override
    public int connections() {
        return connections.size();
    }

    @Override
    public void closeDoor() {
        ports.remove(this);
        socket.closeDoor();
    }

    @Override
    public void close() {
        closeDoor();
        connections.end();
    }

    private boolean isFull() {
        return settings.maxConnections() > 0 && connections.size() >= settings.maxConnections();
    }

    private void admit(SocketChannel accepted) {
        try {
            if (isFull()) {
                LOG.debug("{} has {} connections already; one more is refused", address(), settings.maxConnections());
                accepted.close();
            } else {
                serve(accepted);
            }
        } catch (IOException e) {
            LOG.debug("A connection at {} broke when it was accepted", address(), e);
        }
    }

    private void serve(SocketChannel accepted) throws IOException {
        TcpConnection connection = newConnection(accepted);
        connections.add(connection);
        LineListener listener = listener(connection);
        if (listener == null) {
            connection.close();
        } else {
            connection.start(listener);
        }
    }

    private TcpConnection newConnection(SocketChannel accepted) throws IOException {
        try {
            InetSocketAddress peer =
                    (InetSocketAddress) Sockets.prepare(accepted).getRemoteAddress();
            TcpConnection connection = new TcpConnection(threads.next(), connections, peer, settings);
            connection.use(accepted);
            return connection;
        } catch (IOException | RuntimeException e) {
            accepted.close();
            throw e;
        }
    }

    private @Nullable LineListener listener(TcpConnection connection) {
        try {
            return Objects.requireNonNull(acceptor.apply(connection), "The acceptor has no listener for it");
        } catch (Throwable e) {
            LOG.warn("The {} at {} is closed, since the acceptor failed", connection, address(), e);
            return null;
        }
    }
}
