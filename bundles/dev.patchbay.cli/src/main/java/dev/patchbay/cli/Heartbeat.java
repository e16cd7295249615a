package dev.patchbay.cli;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Finds out that the node has gone when nobody says so: it pings, and gives up when a ping cannot be sent or nothing
 * has come for a while. Needed also because the JDK's WebSocket forgets an end of the stream that it meets while a
 * listener is being called. Has a thread of its own from {@link #start} to {@link #close}.
 */
final class Heartbeat implements AutoCloseable {

    private static final long INTERVAL_IN_MS = 1_000;
    private static final long PATIENCE_IN_MS = 15_000;

    private final Outgoing outgoing;
    private final Consumer<String> onDead;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(Heartbeat::thread);
    private volatile long heardAt = System.nanoTime();

    Heartbeat(Outgoing outgoing, Consumer<String> onDead) {
        this.outgoing = outgoing;
        this.onDead = onDead;
    }

    /** Pings from now on. */
    void start() {
        heard();
        timer.scheduleWithFixedDelay(this::beat, INTERVAL_IN_MS, INTERVAL_IN_MS, TimeUnit.MILLISECONDS);
    }

    /** Something came from the node. */
    void heard() {
        heardAt = System.nanoTime();
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    private void beat() {
        if (TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - heardAt) > PATIENCE_IN_MS) {
            dead("nothing came for " + TimeUnit.MILLISECONDS.toSeconds(PATIENCE_IN_MS) + " s, not even a pong");
        } else {
            outgoing.ping().exceptionally(fault -> {
                dead("the node has gone");
                return null;
            });
        }
    }

    private void dead(String reason) {
        onDead.accept(reason);
        close();
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "patchbay-heartbeat");
        thread.setDaemon(true);
        return thread;
    }
}
