package dev.patchbay.benchmarks.driver;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A blocking connection that asks one thing at a time. For one thread. */
public final class Probe implements AutoCloseable {

    private static final int PATIENCE_IN_MS = 10_000;
    private static final long PAUSE_IN_MS = 3;

    private final Socket socket;
    private byte[] buffer = new byte[1 << 14];
    private final Deque<String> messages = new ArrayDeque<>();
    private int filled;

    private Probe(Socket socket) {
        this.socket = socket;
    }

    /** Connects and is upgraded. */
    public static Probe open(Target target) throws IOException {
        Probe probe = new Probe(new Socket(target.host(), target.port()));
        try {
            probe.upgrade(target);
            return probe;
        } catch (IOException e) {
            probe.close();
            throw e;
        }
    }

    private void upgrade(Target target) throws IOException {
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_IN_MS);
        socket.getOutputStream().write(Handshake.request(target));
        drop(awaitUpgrade());
    }

    private int awaitUpgrade() throws IOException {
        int end = Handshake.endOfAnswer(buffer, filled);
        while (end < 0) {
            fill();
            end = Handshake.endOfAnswer(buffer, filled);
        }
        return end;
    }

    /** Sends a text message and returns the next one that comes in, within 10 s. */
    public String ask(String text) throws IOException {
        return ask(text, answer -> true);
    }

    /** Likewise, but drops those before the wanted one; each may take 10 s. */
    public String ask(String text, Predicate<String> wanted) throws IOException {
        socket.getOutputStream().write(Frames.masked(Frames.TEXT, text.getBytes(StandardCharsets.UTF_8)));
        String message = next();
        while (!wanted.test(message)) {
            message = next();
        }
        return message;
    }

    /** The next message that comes in, within 10 s. */
    public String next() throws IOException {
        parse();
        while (messages.isEmpty()) {
            fill();
            parse();
        }
        return messages.remove();
    }

    private void parse() throws IOException {
        drop(FrameParser.parse(buffer, 0, filled, (opcode, last, bytes, offset, length) -> {
            if (opcode == Frames.TEXT) {
                messages.add(new String(bytes, offset, length, StandardCharsets.UTF_8));
            }
        }));
    }

    private void fill() throws IOException {
        if (filled == buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * filled);
        }
        InputStream in = socket.getInputStream();
        int count = in.read(buffer, filled, buffer.length - filled);
        if (count <= 0) {
            throw new EOFException("Expected an answer from " + socket.getRemoteSocketAddress() + ", got its end");
        }
        filled += count;
    }

    private void drop(int count) {
        System.arraycopy(buffer, count, buffer, 0, filled - count);
        filled -= count;
    }

    /**
     * Asks again and again, each time on a new connection, until the answer is as wanted.
     *
     * @return the answer
     * @throws IOException when the time is over; says what came last
     */
    public static String await(Target target, String question, Predicate<String> wanted, long timeoutInMs)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutInMs);
        String last = "nothing";
        while (System.nanoTime() < deadline) {
            last = tryOnce(target, question);
            if (wanted.test(last)) {
                return last;
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_IN_MS);
        }
        throw new IOException("Expected " + target + " to be ready within " + timeoutInMs + " ms, got " + last);
    }

    private static String tryOnce(Target target, String question) {
        try (Probe probe = Probe.open(target)) {
            return probe.ask(question);
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
