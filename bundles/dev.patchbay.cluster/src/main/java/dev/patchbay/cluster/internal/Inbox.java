package dev.patchbay.cluster.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What came from other nodes, told one after the other on the thread {@code patchbay-cluster}. When it is full, those
 * who bring more are held: so a slow listener slows the senders, and nothing is lost for it.
 */
final class Inbox implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);

    private static final long FAREWELL_IN_MS = 2_000;

    /** @param chars how much memory it holds, roughly */
    private record Piece(int events, long chars, Runnable work) {}

    private final Bounds bounds;
    private final Thread thread = new Thread(this::workAll, "patchbay-cluster");
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition filled = lock.newCondition();
    private final Condition emptied = lock.newCondition();

    /** Guarded by the lock, like all below. */
    private final Deque<Piece> waiting = new ArrayDeque<>();

    private int eventsWaiting;
    private long charsWaiting;
    private boolean closed;

    Inbox(Bounds bounds) {
        this.bounds = bounds;
        thread.setDaemon(true);
        thread.start();
    }

    /** Waits while there is no place; when interrupted or closed the piece is dropped. */
    void put(int events, long chars, Runnable work) {
        try {
            lock.lockInterruptibly();
            try {
                while (!closed && !bounds.admits(eventsWaiting, charsWaiting, events, chars)) {
                    emptied.await();
                }
                add(new Piece(events, chars, work));
            } finally {
                lock.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes it even when full; for what is rare and must not hold a transport. */
    void force(Runnable work) {
        lock.lock();
        try {
            add(new Piece(0, 0, work));
        } finally {
            lock.unlock();
        }
    }

    private void add(Piece piece) {
        if (!closed) {
            waiting.add(piece);
            eventsWaiting += piece.events();
            charsWaiting += piece.chars();
            filled.signal();
        }
    }

    private void workAll() {
        try {
            while (true) {
                work(take());
            }
        } catch (InterruptedException e) {
            LOG.debug("The cluster's thread was asked to end");
        }
    }

    private static void work(Piece piece) {
        try {
            piece.work().run();
        } catch (RuntimeException | LinkageError | StackOverflowError e) { // the others must still be told
            LOG.error("A cluster event could not be handled", e);
        }
    }

    private Piece take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (waiting.isEmpty()) {
                filled.await();
            }
            Piece piece = waiting.remove();
            eventsWaiting -= piece.events();
            charsWaiting -= piece.chars();
            emptied.signalAll();
            return piece;
        } finally {
            lock.unlock();
        }
    }

    /** Drops what waits and ends the thread; a listener that does not return is left behind and logged. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            waiting.clear();
            emptied.signalAll();
        } finally {
            lock.unlock();
        }
        thread.interrupt();
        try {
            thread.join(FAREWELL_IN_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive() && thread != Thread.currentThread()) {
            LOG.warn("A listener of cluster events does not return; its thread {} is left behind", thread.getName());
        }
    }
}
