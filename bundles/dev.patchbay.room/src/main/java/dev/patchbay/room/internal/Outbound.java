package dev.patchbay.room.internal;

import dev.patchbay.cluster.Cluster;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is on its way to the other nodes, in order. A transport may hold a sender up; only this thread waits for it.
 * Past the bound the newest is left out and counted, which the log says when it begins and when it is over.
 */
final class Outbound {

    private static final Logger LOG = LoggerFactory.getLogger(Outbound.class);
    private static final int MAX_WAITING = 10_000;
    private static final long IDLE_IN_SEC = 30;
    private static final long STOP_TIMEOUT_IN_MS = 1_000;

    private final Supplier<@Nullable Cluster> cluster;
    private final AtomicLong leftOut = new AtomicLong();
    private final ThreadPoolExecutor thread = new ThreadPoolExecutor(
            1,
            1,
            IDLE_IN_SEC,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(MAX_WAITING),
            work -> new Thread(work, "patchbay-room-cluster"),
            (work, executor) -> leaveOut(executor));

    Outbound(Supplier<@Nullable Cluster> cluster) {
        this.cluster = cluster;
        thread.allowCoreThreadTimeOut(true);
    }

    /** Returns at once. */
    void send(String event, Object data) {
        if (cluster.get() != null) {
            thread.execute(() -> sendNow(event, data));
        }
    }

    private void leaveOut(ThreadPoolExecutor executor) {
        if (!executor.isShutdown() && leftOut.getAndIncrement() == 0) {
            LOG.warn("{} messages of rooms wait for the cluster; newer ones are left out", MAX_WAITING);
        }
    }

    private void sendNow(String event, Object data) {
        Cluster current = cluster.get();
        try {
            if (current != null) {
                current.send(event, data); // a transport that fails says so itself
            }
        } catch (RuntimeException e) {
            LOG.warn("Event '{}' did not reach the cluster", event, e);
        }
        long count = leftOut.get();
        if (count > 0 && thread.getQueue().size() < MAX_WAITING / 2 && leftOut.compareAndSet(count, 0)) {
            LOG.info("Messages of rooms reach the cluster again; {} were left out", count);
        }
    }

    void stop() {
        thread.shutdownNow();
        try {
            if (!thread.awaitTermination(STOP_TIMEOUT_IN_MS, TimeUnit.MILLISECONDS)) {
                LOG.warn("The cluster's transport still holds {}; it is left behind", "patchbay-room-cluster");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
