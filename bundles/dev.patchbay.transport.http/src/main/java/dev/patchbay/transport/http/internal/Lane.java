package dev.patchbay.transport.http.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The calls of one receiver that may block, on a worker: a worker comes when there are calls and goes when there are
 * none. Thread-safe, never blocks who brings a call.
 *
 * <p>Only a few messages wait; then nothing more is read from the client until the receiver has taken one.
 */
final class Lane implements Turns {

    /** Enough that control frames behind a few messages are still seen. */
    static final int MAX_CALLS = 16;

    /** The last one taken may go beyond, by the largest message there may be. */
    static final int MAX_BYTES = 64 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

    private record Call(int bytes, Runnable body) {}

    private final Workers workers;
    private final Runnable readOn;

    // Guarded by "waiting".
    private final Deque<Call> waiting = new ArrayDeque<>();
    private long waitingBytes;
    private boolean running;
    private boolean held;
    private boolean holding = true;

    /** @param readOn called, on any thread, when there is room after {@link #wantsMore} has said no; must not throw */
    Lane(Workers workers, Runnable readOn) {
        this.workers = workers;
        this.readOn = readOn;
    }

    @Override
    public void take(int bytes, Runnable call) {
        boolean first;
        synchronized (waiting) {
            waiting.add(new Call(bytes, call));
            waitingBytes += bytes;
            first = !running;
            running = true;
        }
        if (first) {
            start();
        }
    }

    @Override
    public boolean wantsMore() {
        synchronized (waiting) {
            held = isFull();
            return !held;
        }
    }

    @Override
    public boolean isHeld() {
        synchronized (waiting) {
            return held;
        }
    }

    @Override
    public void stopHolding() {
        synchronized (waiting) {
            holding = false;
        }
        readOnIfRoom();
    }

    private void start() {
        try {
            workers.execute(this::run);
        } catch (RejectedExecutionException e) {
            LOG.debug("The node stops: a receiver is not called any more", e);
        }
    }

    private void run() {
        for (Call call = next(); call != null; call = next()) {
            readOnIfRoom();
            call.body().run();
        }
    }

    private @Nullable Call next() {
        synchronized (waiting) {
            Call call = waiting.poll();
            waitingBytes -= call == null ? 0 : call.bytes();
            running = call != null;
            return call;
        }
    }

    private void readOnIfRoom() {
        boolean again;
        synchronized (waiting) {
            again = held && !isFull();
            held &= !again;
        }
        if (again) {
            readOn.run();
        }
    }

    /** Call with the lock. */
    private boolean isFull() {
        return holding && (waiting.size() >= MAX_CALLS || waitingBytes >= MAX_BYTES);
    }
}
