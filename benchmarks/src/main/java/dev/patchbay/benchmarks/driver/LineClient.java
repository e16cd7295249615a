package dev.patchbay.benchmarks.driver;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Says lines to a service of shmooze, one at a time, and blocks until each is answered. For one thread. */
public final class LineClient implements AutoCloseable {

    private static final int PATIENCE_IN_MS = 30_000;
    private static final long PAUSE_IN_MS = 10;

    private final Socket socket;
    private final BufferedReader in;

    private LineClient(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    }

    /** Connects. @param port at 127.0.0.1 */
    public static LineClient open(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_IN_MS);
        return new LineClient(socket);
    }

    /**
     * Has a command carried out.
     *
     * @param command JSON
     * @return the whole answer
     * @throws IOException when it failed, or was not answered within 30 s
     */
    public String command(String command) throws IOException {
        socket.getOutputStream().write((command + "\n").getBytes(StandardCharsets.US_ASCII));
        String answer = in.readLine();
        if (answer == null) {
            throw new EOFException("Expected an answer to " + command + ", got the end of the connection");
        }
        if (!answer.contains("\"success\":true")) {
            throw new IOException("Expected " + command + " to succeed, got " + answer);
        }
        return answer;
    }

    /**
     * Asks again and again, each time on a new connection, until the answer is as wanted.
     *
     * @return the answer
     * @throws IOException when the time is over; says what came last
     */
    public static String await(int port, String command, Predicate<String> wanted, long timeoutInMs)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutInMs);
        String last = "nothing";
        while (System.nanoTime() < deadline) {
            last = tryOnce(port, command);
            if (wanted.test(last)) {
                return last;
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_IN_MS);
        }
        throw new IOException("Expected another answer to " + command + " within " + timeoutInMs + " ms, got " + last);
    }

    private static String tryOnce(int port, String command) {
        try (LineClient client = open(port)) {
            return client.command(command);
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
