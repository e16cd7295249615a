package dev.patchbay.worker.java;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The lines to and from the node. A thread reads all the time, so that the end is noticed while the module is busy. */
final class NodeConnection {

    /** How long the process may go on when the node has closed. */
    static final long GRACE_IN_MS = 5_000;

    private final Socket socket;
    private final OutputStream output;
    private final ReentrantLock lock = new ReentrantLock();

    /** The node waits for each answer, so there are one or two at most. Empty is the end. */
    private final BlockingQueue<Optional<String>> lines = new LinkedBlockingQueue<>();

    private NodeConnection(Socket socket) throws IOException {
        this.socket = socket;
        output = socket.getOutputStream();
    }

    static NodeConnection open(int port, String token) throws IOException {
        Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), port);
        socket.setTcpNoDelay(true);
        NodeConnection node = new NodeConnection(socket);
        node.write(token);
        Thread reader = new Thread(node::read, "patchbay-node");
        reader.setDaemon(true);
        reader.start();
        return node;
    }

    private void read() {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(Optional.of(line));
            }
        } catch (IOException e) {
            System.err.println("The connection to the node broke: " + e.getMessage());
        }
        lines.add(Optional.empty());
        endAfterGrace();
    }

    private static void endAfterGrace() {
        try {
            Thread.sleep(GRACE_IN_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // somebody wants it to end at once
        }
        // exit would wait for shutdown hooks, and those for whatever keeps the process
        Runtime.getRuntime().halt(1);
    }

    /** The next order; null when the node has closed. */
    @Nullable
    Map<String, @Nullable Object> next() throws InterruptedException {
        Optional<String> line = lines.take();
        return line.isEmpty() ? null : Values.readObject(line.get());
    }

    /**
     * Sends a message; any thread may.
     *
     * @throws IllegalArgumentException when it cannot be JSON; nothing has been sent
     */
    void send(Map<String, @Nullable Object> message) {
        String line = Values.write(message);
        try {
            write(line);
        } catch (IOException e) {
            // the reading thread has noticed, and ends the process
            System.err.println("A message to the node was lost: " + e.getMessage());
        }
    }

    private void write(String line) throws IOException {
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        lock.lock();
        try {
            output.write(bytes);
            output.flush();
        } finally {
            lock.unlock();
        }
    }
}
