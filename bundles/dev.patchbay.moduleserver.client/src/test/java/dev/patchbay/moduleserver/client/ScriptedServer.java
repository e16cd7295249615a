package dev.patchbay.moduleserver.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Takes one connection, gives an answer to each line in turn, and then closes. */
final class ScriptedServer implements AutoCloseable {

    private final ServerSocket door;
    private final List<String> answers;
    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final CountDownLatch accepted = new CountDownLatch(1);
    private final CountDownLatch clientIsGone = new CountDownLatch(1);

    ScriptedServer(String... answers) throws IOException {
        this.answers = List.of(answers);
        this.door = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::serve, "scripted-server");
        thread.setDaemon(true);
        thread.start();
    }

    private void serve() {
        try (Socket socket = accept();
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
            Iterator<String> left = answers.iterator();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                received.add(line);
                answer(socket, left);
            }
        } catch (IOException e) {
            received.add("broke: " + e);
        } finally {
            clientIsGone.countDown();
        }
    }

    private Socket accept() throws IOException {
        try {
            return door.accept();
        } finally {
            accepted.countDown();
        }
    }

    private static void answer(Socket socket, Iterator<String> left) throws IOException {
        if (left.hasNext()) {
            socket.getOutputStream().write(left.next().getBytes(StandardCharsets.UTF_8));
            if (!left.hasNext()) {
                socket.shutdownOutput();
            }
        }
    }

    ModuleServerClient client() {
        return client(Duration.ofSeconds(20));
    }

    ModuleServerClient client(Duration timeout) {
        return new ModuleServerClient("localhost", door.getLocalPort(), timeout);
    }

    /** The next line that came, as it was sent. */
    String takeLine() throws InterruptedException {
        String line = received.poll(20, TimeUnit.SECONDS);
        if (line == null) {
            throw new AssertionError("Expected a line, nothing came");
        }
        return line;
    }

    String takeMessage() throws InterruptedException {
        return URLDecoder.decode(takeLine(), StandardCharsets.UTF_8);
    }

    boolean sawTheClientGo() throws InterruptedException {
        return clientIsGone.await(20, TimeUnit.SECONDS);
    }

    /** A thread that still waits for a client would take the next one, though the door is closed. */
    @Override
    public void close() throws IOException {
        door.close();
        try {
            accepted.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
