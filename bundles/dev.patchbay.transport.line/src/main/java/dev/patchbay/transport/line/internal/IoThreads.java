package dev.patchbay.transport.line.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The I/O threads that all bundles share; started when the first socket needs one. Thread-safe. */
@Component(service = IoThreads.class)
public final class IoThreads {

    private static final Logger LOG = LoggerFactory.getLogger(IoThreads.class);
    private static final int MOST = 2;
    private static final long STOP_IN_MS = 2_000;

    // Guarded by this.
    private final List<IoLoop> loops = new ArrayList<>();
    private int given;
    private boolean isClosed;

    /**
     * The thread for the next socket.
     *
     * @throws IOException when there is none, and the system has no descriptors for one
     * @throws IllegalStateException when this has been closed
     */
    synchronized IoLoop next() throws IOException {
        if (isClosed) {
            throw new IllegalStateException("The I/O threads have ended");
        }
        if (loops.isEmpty()) {
            start(Math.min(MOST, Runtime.getRuntime().availableProcessors()));
        }
        given = (given + 1) % loops.size();
        return loops.get(given);
    }

    /** Whether it is one of these, and alive. */
    boolean has(Thread thread) {
        return started().stream().anyMatch(loop -> loop.is(thread));
    }

    /**
     * Waits until the threads have done what they were told before; not for an I/O thread.
     *
     * @return false when it took too long
     */
    boolean settle(long timeoutInMs) {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutInMs);
        boolean isSettled = true;
        for (IoLoop loop : started()) {
            isSettled &= loop.settle(leftInMs(deadline));
        }
        return isSettled;
    }

    /** Ends the threads and all connections. Waits for them at most 2 s, unless the caller is one of them. */
    @Deactivate
    void close() {
        List<IoLoop> ending;
        synchronized (this) {
            isClosed = true;
            ending = List.copyOf(loops);
        }
        ending.forEach(IoLoop::stop);
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(STOP_IN_MS);
        for (IoLoop loop : ending) {
            if (!IoLoop.isIoThread() && !loop.join(leftInMs(deadline))) {
                LOG.warn("{} did not end within {} ms: a listener holds it", loop.name(), STOP_IN_MS);
            }
        }
    }

    private static long leftInMs(long deadline) {
        return Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime()));
    }

    private synchronized List<IoLoop> started() {
        return List.copyOf(loops);
    }

    private void start(int count) throws IOException {
        for (int n = 1; n <= count; n++) {
            try {
                IoLoop loop = new IoLoop("patchbay-line-" + n);
                loop.start();
                loops.add(loop);
            } catch (IOException e) {
                if (loops.isEmpty()) {
                    throw e;
                }
                LOG.warn("Only {} of {} I/O threads could be started", loops.size(), count, e);
            }
        }
    }
}
