package dev.patchbay.transport.line.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An I/O thread: waits for sockets and calls whom they belong to, who must not block.
 *
 * <p>Each turn: sockets that are ready, then tasks, then timers. A task that is added meanwhile has its turn in the
 * next round, after the sockets.
 */
final class IoLoop {

    private static final Logger LOG = LoggerFactory.getLogger(IoLoop.class);

    /** Longest piece that is read at once, in bytes. */
    private static final int READ_BYTES = 64 << 10;

    /** How often the end looks for what others began meanwhile. */
    private static final int END_ROUNDS = 1_000;

    /** Whom a socket belongs to. Called on the I/O thread. */
    interface Member {

        /** @param ops what the socket is ready for */
        void ready(int ops) throws IOException;

        /** It cannot go on, since {@link #ready} threw that. */
        void broke(Throwable cause);

        /** The I/O thread ends. */
        void close();
    }

    /** Knows an I/O thread from others. */
    private static final class IoThread extends Thread {

        IoThread(Runnable work, String name) {
            super(null, work, name, 0, false);
            // Nothing is taken over from whoever happens to start it, least of all a plugin's class loader.
            setContextClassLoader(IoLoop.class.getClassLoader());
            setDaemon(true);
        }
    }

    private final Selector selector;
    private final Thread thread;
    private final Timers timers = new Timers();
    private final ByteBuffer readBuffer = ByteBuffer.allocate(READ_BYTES);
    private volatile boolean isStopping;

    // Guarded by this.
    private List<Runnable> tasks = new ArrayList<>();
    private boolean isOver;

    /** @throws IOException when the system has no descriptors left */
    IoLoop(String name) throws IOException {
        selector = Selector.open();
        thread = new IoThread(this::run, name);
    }

    void start() {
        thread.start();
    }

    boolean is(Thread other) {
        return other == thread;
    }

    boolean isCurrent() {
        return is(Thread.currentThread());
    }

    /** Whether the caller is on an I/O thread, this or another, and so must not wait for one. */
    static boolean isIoThread() {
        return Thread.currentThread() instanceof IoThread;
    }

    /**
     * Runs that on the I/O thread, never within this call. For any thread.
     *
     * @return false when the thread has ended
     */
    boolean execute(Runnable task) {
        boolean isFirst;
        synchronized (this) {
            if (isOver) {
                return false;
            }
            isFirst = tasks.isEmpty();
            tasks.add(task);
        }
        if (isFirst && !isCurrent()) {
            selector.wakeup();
        }
        return true;
    }

    /**
     * Waits until what it was told before has been done, and the system has the sockets back that were closed by it.
     * Not for an I/O thread.
     *
     * @return whether it was within the time
     */
    boolean settle(long timeoutInMs) {
        CountDownLatch done = new CountDownLatch(1);
        // In the next round, since a selector gives closed sockets back when it selects.
        Runnable nextRound = () -> {
            if (!execute(done::countDown)) {
                done.countDown();
            }
        };
        try {
            return !execute(nextRound) || done.await(timeoutInMs, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Ends the thread, and all that belongs to it; returns at once. */
    void stop() {
        isStopping = true;
        selector.wakeup();
    }

    /** Waits for the thread's end. @return whether it was within the time, in milliseconds, at least 1 */
    boolean join(long timeoutInMs) {
        try {
            thread.join(timeoutInMs);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }

    String name() {
        return thread.getName();
    }

    // What follows is for the I/O thread only.

    /** Runs that later. */
    Timers.Timer after(long delayInMs, Runnable work) {
        return timers.after(delayInMs, work);
    }

    /** An empty buffer with an array; what is in it is lost when the caller returns to the loop. */
    ByteBuffer readBuffer() {
        return readBuffer.clear();
    }

    SelectionKey register(SelectableChannel channel, int ops, Member member) throws IOException {
        return channel.register(selector, ops, member);
    }

    private void run() {
        try {
            while (!isStopping) {
                turn();
            }
        } catch (IOException e) {
            LOG.error("{} has ended, and its connections with it. Restart the bundle", name(), e);
        } finally {
            end();
        }
    }

    private void turn() throws IOException {
        if (hasTasks()) {
            selector.selectNow(IoLoop::serve);
        } else {
            selector.select(IoLoop::serve, timers.untilNextInMs());
        }
        runTasks();
        runTimers();
    }

    private static void serve(SelectionKey key) {
        Member member = (Member) key.attachment();
        try {
            if (key.isValid()) {
                member.ready(key.readyOps());
            }
        } catch (Throwable e) {
            // Whatever it is, even that memory is short: the others go on.
            member.broke(e);
        }
    }

    private synchronized boolean hasTasks() {
        return !tasks.isEmpty();
    }

    /** Those so far; never the list that others add to. */
    private synchronized List<Runnable> takeTasks() {
        if (tasks.isEmpty()) {
            return List.of();
        }
        List<Runnable> taken = tasks;
        tasks = new ArrayList<>();
        return taken;
    }

    private void runTasks() {
        for (Runnable task : takeTasks()) {
            run(task);
        }
    }

    private void runTimers() {
        for (Runnable work = timers.poll(); work != null; work = timers.poll()) {
            run(work);
        }
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (Throwable e) {
            LOG.error("A task of an I/O thread failed", e);
        }
    }

    private void end() {
        int round = 0;
        do {
            closeMembers();
            runTasks();
            round++;
        } while (!isLast(round));
        try {
            selector.close();
        } catch (IOException e) {
            LOG.warn("The selector of {} could not be closed", name(), e);
        }
    }

    private void closeMembers() {
        for (SelectionKey key : selector.keys()) {
            if (key.isValid()) {
                ((Member) key.attachment()).close();
            }
        }
    }

    /** Whether nothing is left to be done; then nothing is taken any more. */
    private synchronized boolean isLast(int round) {
        isOver = round == END_ROUNDS
                || (tasks.isEmpty() && selector.keys().stream().noneMatch(SelectionKey::isValid));
        return isOver;
    }
}
