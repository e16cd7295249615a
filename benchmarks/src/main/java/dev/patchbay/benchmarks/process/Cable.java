package dev.patchbay.benchmarks.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A TCP proxy on loopback that can be cut: it still accepts, but nothing gets through and nobody is told. Its threads
 * end with the connections they serve.
 */
public final class Cable implements Cut {

    private static final Logger LOG = LoggerFactory.getLogger(Cable.class);
    private static final int BUFFER_BYTES = 1 << 16;

    private final ServerSocket server;
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;

    private Cable(ServerSocket server, int target) {
        this.server = server;
        this.target = target;
    }

    /**
     * Listens on a free port.
     *
     * @param target port on loopback
     */
    public static Cable to(int target) throws IOException {
        Cable cable = new Cable(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), target);
        cable.start(cable::accept);
        return cable;
    }

    /** Where it listens, at 127.0.0.1. */
    public int port() {
        return server.getLocalPort();
    }

    @Override
    public void cut() {
        cut = true;
    }

    /** New connections get through; what was connected while it was cut is closed. */
    @Override
    public void heal() throws IOException {
        cut = false;
        for (Socket socket : open) {
            socket.close();
        }
    }

    private void accept() throws IOException {
        while (true) {
            Socket near = server.accept();
            Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
            near.setTcpNoDelay(true);
            far.setTcpNoDelay(true);
            open.add(near);
            open.add(far);
            start(() -> pump(near, far));
            start(() -> pump(far, near));
        }
    }

    private void pump(Socket from, Socket to) throws IOException {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] bytes = new byte[BUFFER_BYTES];
            for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                if (!cut) {
                    out.write(bytes, 0, count);
                }
            }
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    private void start(SocketWork work) {
        Thread thread = new Thread(() -> run(work), "cable");
        thread.setDaemon(true);
        thread.start();
    }

    private static void run(SocketWork work) {
        try {
            work.run();
        } catch (IOException e) {
            LOG.debug("A connection through the cable has ended", e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        heal();
    }

    /** Work that ends when its socket is closed. */
    private interface SocketWork {

        void run() throws IOException;
    }
}
