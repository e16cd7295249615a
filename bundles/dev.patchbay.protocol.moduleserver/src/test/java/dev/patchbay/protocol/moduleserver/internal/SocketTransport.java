package dev.patchbay.protocol.moduleserver.internal;

import dev.patchbay.line.LineConnection;
import dev.patchbay.line.LineDoor;
import dev.patchbay.line.LineListener;
import dev.patchbay.line.LinePort;
import dev.patchbay.line.LineSettings;
import dev.patchbay.line.LineTransport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Lines over real sockets. All listeners are called on one thread, so one that blocks is noticed. */
final class SocketTransport implements LineTransport, AutoCloseable {

    private static final int BACKLOG = 1_000;

    private final ExecutorService io = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            work -> new Thread(work, "test-io"),
            new ThreadPoolExecutor.DiscardPolicy());
    private final Set<Port> ports = ConcurrentHashMap.newKeySet();

    @Override
    public LinePort listen(LineSettings settings, Function<LineConnection, LineListener> acceptor) throws IOException {
        Port port = new Port(settings, acceptor);
        ports.add(port);
        return port;
    }

    @Override
    public LineDoor door(String name, String section, Function<LineConnection, LineListener> acceptor) {
        throw new UnsupportedOperationException("whoever needs a door takes the transport of a node");
    }

    @Override
    public LineConnection connect(
            InetSocketAddress address, long withinMs, LineSettings settings, LineListener listener) {
        throw new UnsupportedOperationException("nobody connects in these tests");
    }

    @Override
    public void close() {
        ports.forEach(Port::close);
        io.shutdown();
    }

    private final class Port implements LinePort {

        private final ServerSocket door;
        private final LineSettings settings;
        private final Function<LineConnection, LineListener> acceptor;
        private final Set<SocketLine> lines = ConcurrentHashMap.newKeySet();

        Port(LineSettings settings, Function<LineConnection, LineListener> acceptor) throws IOException {
            this.settings = settings;
            this.acceptor = acceptor;
            this.door = new ServerSocket(settings.port(), BACKLOG, InetAddress.getByName(settings.host()));
            Thread accepting = new Thread(this::acceptAll, "test-accept");
            accepting.setDaemon(true);
            accepting.start();
        }

        private void acceptAll() {
            try {
                while (true) {
                    accept(door.accept());
                }
            } catch (IOException e) {
                closeDoor();
            }
        }

        private void accept(Socket socket) throws IOException {
            if (settings.maxConnections() > 0 && connections() >= settings.maxConnections()) {
                socket.close();
                return;
            }
            SocketLine line = new SocketLine(socket, io, settings.maxLineBytes());
            lines.add(line);
            io.execute(() -> line.start(acceptor.apply(line)));
        }

        @Override
        public InetSocketAddress address() {
            return (InetSocketAddress) door.getLocalSocketAddress();
        }

        @Override
        public int connections() {
            return (int) lines.stream().filter(SocketLine::isOpen).count();
        }

        @Override
        public void closeDoor() {
            try {
                door.close();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public void close() {
            closeDoor();
            lines.forEach(SocketLine::close);
        }
    }
}
