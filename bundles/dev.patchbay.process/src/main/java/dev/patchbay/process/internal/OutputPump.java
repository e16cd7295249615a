package dev.patchbay.process.internal;

import dev.patchbay.process.ProcessListener.Stream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads one stream of a process to its end, on a thread of its own, and hands its lines on. */
final class OutputPump implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(OutputPump.class);
    private static final int BUFFER_IN_BYTES = 8_192;

    /** Takes lines that were read at one time. */
    interface Sink {
        void take(Stream stream, List<String> lines, Instant time);
    }

    private final Stream stream;
    private final InputStream input;
    private final Sink sink;
    private final LineSplitter splitter = new LineSplitter();
    private final CountDownLatch ended = new CountDownLatch(1);

    /** When it began to wait for bytes; 0 while it hands them on. */
    private volatile long waitingSinceInNanos;

    OutputPump(Stream stream, InputStream input, Sink sink) {
        this.stream = stream;
        this.input = input;
        this.sink = sink;
    }

    @Override
    public void run() {
        try (input) {
            byte[] buffer = new byte[BUFFER_IN_BYTES];
            for (int count = read(buffer); count >= 0; count = read(buffer)) {
                hand(splitter.add(buffer, count));
            }
        } catch (IOException e) {
            // how Java tells that the stream was closed on this side
            LOG.debug("The {} stream was abandoned", stream, e);
        } finally {
            hand(splitter.end());
            ended.countDown();
        }
    }

    private int read(byte[] buffer) throws IOException {
        waitingSinceInNanos = System.nanoTime() | 1;
        int count = input.read(buffer);
        waitingSinceInNanos = 0;
        return count;
    }

    private void hand(List<String> lines) {
        if (!lines.isEmpty()) {
            sink.take(stream, lines, Instant.now());
        }
    }

    /**
     * Waits until everything has been handed on.
     *
     * @param silenceInMs how long it may have to wait for bytes before it is given up, in milliseconds
     * @return false when it was given up
     */
    boolean awaitEnd(long silenceInMs) throws InterruptedException {
        while (!ended.await(silenceInMs, TimeUnit.MILLISECONDS)) {
            long since = waitingSinceInNanos;
            if (since != 0 && System.nanoTime() - since > TimeUnit.MILLISECONDS.toNanos(silenceInMs)) {
                return false;
            }
        }
        return true;
    }
}
