package dev.patchbay.cluster.zephserver.internal;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers whoever connects: reads one message, has it taken, writes the marker, closes. Each connection has a thread;
 * when too many are open, the accepting thread serves one itself and the rest wait for it.
 */
final class Listener {

    /** Takes a message on the connection's thread. */
    interface Taker {

        void take(String address, String text);
    }

    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);

    private static final int READ_TIMEOUT_IN_MS = 1_000;
    private static final int CLOSE_TIMEOUT_IN_MS = 1_000;
    private static final int BACKLOG = 1_024;
    private static final int MAX_CONNECTIONS = 64;
    private static final int KEEP_ALIVE_IN_SEC = 10;
    private static final int MOST_JUNK = 65_536;

    private final Taker taker;
    private final List<ServerSocket> servers;
    private final List<Thread> acceptors = new ArrayList<>();

    /** Connections being served. */
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            0,
            MAX_CONNECTIONS,
            KEEP_ALIVE_IN_SEC,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            work -> new Thread(null, work, "patchbay-zeph-answer", 0, false),
            new ThreadPoolExecutor.CallerRunsPolicy());

    private volatile boolean closed;

    private Listener(Taker taker, List<ServerSocket> servers) {
        this.taker = taker;
        this.servers = servers;
    }

    /**
     * Listens, but serves nobody before {@link #start}.
     *
     * @param bindAddress where to listen; empty to decide by the node's own entry
     * @throws IOException when the port is taken or the address is not this machine's
     */
    static Listener open(HostPort own, String bindAddress, Taker taker) throws IOException {
        List<ServerSocket> servers = new ArrayList<>();
        try {
            for (InetAddress address : addresses(own.host(), bindAddress)) {
                servers.add(listen(address, own.port()));
            }
        } catch (IOException e) {
            for (ServerSocket server : servers) {
                server.close();
            }
            throw e;
        }
        return new Listener(taker, servers);
    }

    /** One that is the wildcard serves both families; loopback is one address for each. */
    private static Set<InetAddress> addresses(String ownHost, String bindAddress) throws IOException {
        if (!bindAddress.isBlank()) {
            return Set.of(InetAddress.getByName(bindAddress.strip()));
        }
        if (!InetAddress.getByName(ownHost).isLoopbackAddress()) {
            return Set.of(new InetSocketAddress(0).getAddress());
        }
        Set<InetAddress> loopback = new LinkedHashSet<>();
        for (String address : List.of("127.0.0.1", "::1")) {
            InetAddress candidate = InetAddress.getByName(address);
            if (NetworkInterface.getByInetAddress(candidate) != null) {
                loopback.add(candidate);
            }
        }
        return loopback;
    }

    private static ServerSocket listen(InetAddress address, int port) throws IOException {
        ServerSocket server = new ServerSocket();
        try {
            server.setReuseAddress(true);
            server.bind(new InetSocketAddress(address, port), BACKLOG);
            return server;
        } catch (IOException e) {
            server.close();
            throw e;
        }
    }

    void start() {
        for (ServerSocket server : servers) {
            Thread acceptor = new Thread(null, () -> accept(server), "patchbay-zeph-accept", 0, false);
            acceptors.add(acceptor);
            acceptor.start();
        }
    }

    private void accept(ServerSocket server) {
        while (!closed) {
            Socket socket = next(server);
            if (socket != null) {
                open.add(socket);
                threads.execute(() -> serve(socket));
            }
            if (socket != null && closed) { // it came while this was closed
                closeQuietly(socket);
            }
        }
    }

    private @Nullable Socket next(ServerSocket server) {
        try {
            return server.accept();
        } catch (IOException e) {
            if (!closed) {
                LOG.warn("A connection to the cluster's port could not be accepted.", e);
            }
            return null;
        }
    }

    private void serve(Socket socket) {
        try (Closeable forgotten = () -> open.remove(socket);
                socket) {
            String address = socket.getInetAddress().getHostAddress();
            take(address, new ObjectReader().read(socket, READ_TIMEOUT_IN_MS));
            socket.getOutputStream().write(Wire.bytes(Wire.MARKER));
            skipRest(socket);
        } catch (IOException e) {
            LOG.debug("A peer went before it was answered.", e);
        }
    }

    /** A failing taker is no reason to leave a peer without its answer. */
    private void take(String address, String text) {
        try {
            taker.take(address, text);
        } catch (RuntimeException e) {
            LOG.error("What {} sent could not be handled.", address, e);
        }
    }

    /** Closing with something unread would take the answer back. */
    private static void skipRest(Socket socket) throws IOException {
        int skipped = 0;
        while (skipped < MOST_JUNK && socket.getInputStream().available() > 0) {
            skipped += (int) socket.getInputStream().skip(Wire.ONE_READ);
        }
    }

    /** Stops listening and ends every connection and thread. */
    void close() {
        closed = true;
        servers.forEach(Listener::closeQuietly);
        open.forEach(Listener::closeQuietly);
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(CLOSE_TIMEOUT_IN_MS, TimeUnit.MILLISECONDS)) {
                LOG.warn("A message of another node is still being handled after {} ms.", CLOSE_TIMEOUT_IN_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void closeQuietly(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException e) {
            LOG.debug("{} did not close.", closeable, e);
        }
    }
}
