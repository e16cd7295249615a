package dev.patchbay.cluster.zephserver.internal;

import dev.patchbay.cluster.ClusterNode;
import dev.patchbay.cluster.spi.ClusterReceiver;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The link's own thread: tells who is in the cluster, in order, and clears what stays incomplete. */
final class Housekeeping {

    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);

    private static final int EXPIRE_INTERVAL_IN_SEC = 10;
    private static final int CLOSE_TIMEOUT_IN_SEC = 1;

    private final Supplier<List<ClusterNode>> present;
    private final PartCollector parts;
    private final ClusterReceiver receiver;
    private final ScheduledThreadPoolExecutor thread =
            new ScheduledThreadPoolExecutor(1, work -> new Thread(null, work, "patchbay-zeph-cluster", 0, false));

    /** Touched by the thread only. */
    private List<ClusterNode> told = List.of();

    Housekeeping(Supplier<List<ClusterNode>> present, PartCollector parts, ClusterReceiver receiver) {
        this.present = present;
        this.parts = parts;
        this.receiver = receiver;
    }

    void start() {
        membersChanged();
        thread.scheduleWithFixedDelay(this::expire, EXPIRE_INTERVAL_IN_SEC, EXPIRE_INTERVAL_IN_SEC, TimeUnit.SECONDS);
    }

    void membersChanged() {
        try {
            thread.execute(this::tell);
        } catch (RejectedExecutionException e) {
            LOG.debug("Nobody is told any more who is in the cluster.", e);
        }
    }

    private void tell() {
        List<ClusterNode> now = List.copyOf(present.get());
        if (!now.equals(told)) {
            told = now;
            receiver.nodesChanged(now);
        }
    }

    private void expire() {
        int dropped = parts.expire();
        if (dropped > 0) {
            LOG.warn("{} long messages were dropped, since parts of them did not come.", dropped);
        }
    }

    void close() {
        thread.shutdownNow();
        try {
            if (!thread.awaitTermination(CLOSE_TIMEOUT_IN_SEC, TimeUnit.SECONDS)) {
                LOG.warn("Telling who is in the cluster still takes time.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
