package dev.patchbay.cluster.internal;

import dev.patchbay.cluster.spi.ClusterLink;
import dev.patchbay.cluster.spi.OutgoingEvent;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What goes to the other nodes. Who finds the link quiet sends on his own thread; the others queue, and the thread
 * {@code patchbay-cluster-send} sends what has gathered in one go, since a message costs much more than one more event
 * in it.
 */
final class Outbox implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

    private static final int BATCH_EVENTS = 1_000;
    private static final int BATCH_CHARS = 1_000_000;
    private static final long FAREWELL_IN_MS = 1_000;

    /** An event this soon after another is part of a burst, and better sent with its neighbours. */
    private static final long BURST_IN_NS = 20_000;

    /** A batch of so many events says that more are coming fast: the next is given a moment to gather. */
    private static final int CROWD = 16;

    private static final long GATHERING_IN_NS = 50_000;

    private final Bounds bounds;
    private final long timeoutInMs;
    private final Thread thread = new Thread(this::sendAll, "patchbay-cluster-send");

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition filled = lock.newCondition();
    private final Condition emptied = lock.newCondition();

    /** Guarded by the lock, like all below. */
    private final Deque<OutgoingEvent> waiting = new ArrayDeque<>();

    private long charsWaiting;
    private boolean sending;
    private boolean closed;
    private long sentAtNs = System.nanoTime() - BURST_IN_NS;
    private volatile boolean failing;
    private @Nullable ClusterLink link;

    Outbox(Bounds bounds, long timeoutInMs) {
        this.bounds = bounds;
        this.timeoutInMs = timeoutInMs;
        thread.setDaemon(true);
        thread.start();
    }

    /** Sends by this link from now on; null: to nobody. What waits for the former one is dropped. */
    void use(@Nullable ClusterLink now) {
        lock.lock();
        try {
            link = now;
            waiting.clear();
            charsWaiting = 0;
            filled.signal();
            emptied.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean isLinked() {
        lock.lock();
        try {
            return link != null;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Sends or queues it; blocks while the queue is full, for the timeout at most, and while the link takes it.
     *
     * @return whether the link took it, or it is queued and the link took the one before, or there is no link
     */
    boolean send(OutgoingEvent event) {
        try {
            ClusterLink idle = enter(event);
            return idle == null || sendNow(idle, event);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return outcome("the sender was interrupted");
        } catch (IOException e) {
            return outcome(String.valueOf(e.getMessage()));
        }
    }

    /** The link, if the caller shall use it himself; null when the event is queued or there is no link. */
    private @Nullable ClusterLink enter(OutgoingEvent event) throws IOException, InterruptedException {
        lock.lockInterruptibly();
        try {
            if (!awaitPlace(event.envelope().length())) {
                throw new IOException("what waits to be sent has not become less for " + timeoutInMs + " ms");
            }
            if (link == null) {
                return null;
            }
            if (isIdle() && (failing || System.nanoTime() - sentAtNs >= BURST_IN_NS)) {
                sending = true;
                return link;
            }
            waiting.add(event);
            charsWaiting += event.envelope().length();
            filled.signal();
            return null;
        } finally {
            lock.unlock();
        }
    }

    private boolean awaitPlace(int chars) throws InterruptedException {
        long left = TimeUnit.MILLISECONDS.toNanos(timeoutInMs);
        while (link != null && !hasPlace(chars)) {
            if (left <= 0) {
                return false;
            }
            left = emptied.awaitNanos(left);
        }
        return true;
    }

    /** While the link fails nothing is queued, so that every sender learns what becomes of his event. */
    private boolean hasPlace(int chars) {
        return failing ? isIdle() : bounds.admits(waiting.size(), charsWaiting, 1, chars);
    }

    private boolean isIdle() {
        return !sending && waiting.isEmpty();
    }

    private boolean sendNow(ClusterLink idle, OutgoingEvent event) throws IOException, InterruptedException {
        try {
            idle.send(event);
            return outcome(null);
        } catch (RuntimeException e) { // a transport is foreign code
            throw new IOException("the transport failed: " + e, e);
        } finally {
            done();
        }
    }

    private void done() {
        lock.lock();
        try {
            sending = false;
            sentAtNs = System.nanoTime();
            filled.signal();
            emptied.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void sendAll() {
        try {
            while (true) {
                List<OutgoingEvent> batch = new ArrayList<>();
                ClusterLink by = take(batch);
                if (by == null) {
                    return;
                }
                sendBatch(by, batch);
                if (batch.size() >= CROWD) {
                    LockSupport.parkNanos(this, GATHERING_IN_NS);
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("The cluster's sending thread was asked to end");
        }
    }

    private void sendBatch(ClusterLink by, List<OutgoingEvent> batch) throws InterruptedException {
        try {
            by.sendAll(batch);
            outcome(null);
        } catch (IOException | RuntimeException e) { // a transport is foreign code
            outcome(String.valueOf(e.getMessage()));
        } finally {
            done();
        }
    }

    /** Waits until there is something and nobody sends; null when closed. */
    private @Nullable ClusterLink take(List<OutgoingEvent> batch) throws InterruptedException {
        lock.lock();
        try {
            while (!closed && (sending || waiting.isEmpty() || link == null)) {
                filled.await();
            }
            if (closed) {
                return null;
            }
            fill(batch);
            sending = true;
            emptied.signalAll();
            return link;
        } finally {
            lock.unlock();
        }
    }

    private void fill(List<OutgoingEvent> batch) {
        int chars = 0;
        while (!waiting.isEmpty() && batch.size() < BATCH_EVENTS && chars < BATCH_CHARS) {
            OutgoingEvent event = waiting.remove();
            chars += event.envelope().length();
            charsWaiting -= event.envelope().length();
            batch.add(event);
        }
    }

    /** Logs when it starts failing and when that is over. */
    private boolean outcome(@Nullable String failure) {
        boolean fails = failure != null;
        if (!fails && !failing) {
            return true;
        }
        lock.lock();
        try {
            if (fails == failing) {
                return !fails;
            }
            failing = fails;
        } finally {
            lock.unlock();
        }
        if (fails) {
            LOG.warn("A cluster event was not sent: {}. Until sending works again no more of this is logged", failure);
        } else {
            LOG.info("Cluster events are sent again");
        }
        return !fails;
    }

    /** Waits a moment for what is on its way; then nothing is sent any more. */
    @Override
    public void close() {
        lock.lock();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(FAREWELL_IN_MS);
            while (link != null && (sending || !waiting.isEmpty()) && left > 0) {
                left = emptied.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            closed = true;
            link = null;
            filled.signal();
            emptied.signalAll();
            lock.unlock();
        }
        thread.interrupt();
    }
}
