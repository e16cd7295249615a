package dev.patchbay.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A small WebSocket server (RFC 6455) of 127.0.0.1 that does what the test says, byte by byte if need be. Each connection
 * has a thread, on which the script is called and what the client says is read. From any thread.
 */
public final class RawServer implements AutoCloseable {

    private static final int BACKLOG = 50;

    private final BlockingQueue<RawPeer> peers = new LinkedBlockingQueue<>();
    private final ServerSocket door = new ServerSocket();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final Script script;
    private final Thread doorman;

    /**
     * Listens at once.
     *
     * @param port 0 for any that is free
     */
    public RawServer(int port, Script script) throws IOException {
        this.script = script;
        door.setReuseAddress(true);
        door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
        doorman = daemon(this::accept);
    }

    /** One that only takes connections, for the test to talk to. */
    public static RawServer passive() throws IOException {
        return new RawServer(0, RawPeer::upgrade);
    }

    /** What is done with a connection after its request was read; then what its client says is read to the end. */
    @FunctionalInterface
    public interface Script {

        /**
         * May block, and read.
         *
         * @throws IOException to be done with that connection
         */
        void serve(RawPeer peer) throws IOException;
    }

    /** Those whose script came to its end, in that order. */
    public BlockingQueue<RawPeer> peers() {
        return peers;
    }

    public URI url(String path) {
        return URI.create("ws://127.0.0.1:" + port() + path);
    }

    public int port() {
        return door.getLocalPort();
    }

    /** Closes all connections without a word, too; nobody gets in afterwards, not even for a moment. */
    @Override
    public void close() throws IOException {
        door.close();
        try {
            doorman.join(); // as long as he waits the system lets people in
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "raw-server");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = door.accept();
                sockets.add(socket);
                var unused = daemon(() -> serve(socket));
            }
        } catch (SocketException e) {
            // the test is over
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve(Socket socket) {
        try {
            socket.setTcpNoDelay(true);
            RawPeer peer = RawPeer.greet(socket);
            script.serve(peer);
            peers.add(peer);
            peer.readAll();
        } catch (IOException e) {
            sockets.remove(socket); // whoever looks at the peer sees it
        }
    }
}
