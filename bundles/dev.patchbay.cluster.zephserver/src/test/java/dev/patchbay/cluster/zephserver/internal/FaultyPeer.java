package dev.patchbay.cluster.zephserver.internal;

import dev.patchbay.testing.FreePorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Listens like a node and then misbehaves. */
final class FaultyPeer implements AutoCloseable {

    /** What is done to a connection, on a thread of its own. */
    interface Behaviour {

        void with(Socket socket) throws IOException;
    }

    final AtomicInteger connections = new AtomicInteger();
    private final ServerSocket server;
    private final Thread thread;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    FaultyPeer(Behaviour behaviour) throws IOException {
        this(FreePorts.next(), behaviour);
    }

    FaultyPeer(int port, Behaviour behaviour) throws IOException {
        server = new ServerSocket(port, 50, InetAddress.getByName("127.0.0.1"));
        thread = new Thread(() -> accept(behaviour), "faulty-peer");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept(Behaviour behaviour) {
        try {
            while (true) {
                Socket socket = server.accept();
                connections.incrementAndGet();
                open.add(socket);
                behaviour.with(socket);
            }
        } catch (IOException e) {
            // the test is over
        }
    }

    int port() {
        return server.getLocalPort();
    }

    /** The port is free when this returns: as long as a thread waits for connections, the system keeps it. */
    @Override
    public void close() throws IOException {
        server.close();
        closeConnections();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        closeConnections();
    }

    private void closeConnections() throws IOException {
        for (Socket socket : open) {
            socket.close();
        }
    }
}
