package dev.patchbay.cluster.internal;

import dev.patchbay.cluster.ClusterNode;
import dev.patchbay.cluster.spi.ClusterLink;
import dev.patchbay.cluster.spi.ClusterTransport;
import dev.patchbay.cluster.spi.ClusterTransportException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Joins when a transport is there and leaves when it goes, on the thread {@code patchbay-cluster-join}, since joining
 * may take seconds.
 */
final class Attendance implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Attendance.class);

    private static final long LEAVE_IN_SEC = 10;

    private final ClusterNode self;
    private final List<ClusterNode> members;
    private final Supplier<Reception> receptions;
    private final Outbox outbox;
    private final Presence presence;
    private final long againInMs;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "patchbay-cluster-join"));

    /** The transports there are now, the one that came first in front; guarded by itself. */
    private final List<ClusterTransport> transports = new ArrayList<>();

    /** Only the thread touches these. */
    private @Nullable ClusterTransport used;

    private @Nullable ClusterLink link;
    private @Nullable Reception reception;

    /** Why joining failed; null when it did not, or there was nothing to join. */
    private volatile @Nullable String failure;

    /** @param againInMs how long to wait before a transport that refused is asked again, in milliseconds */
    Attendance(
            ClusterNode self,
            List<ClusterNode> members,
            Supplier<Reception> receptions,
            Outbox outbox,
            Presence presence,
            long againInMs) {
        this.self = self;
        this.members = members;
        this.receptions = receptions;
        this.outbox = outbox;
        this.presence = presence;
        this.againInMs = againInMs;
    }

    /** Why this node could not join; null when it could, or has not tried. */
    @Nullable
    String failure() {
        return failure;
    }

    void add(ClusterTransport transport) {
        synchronized (transports) {
            transports.add(transport);
        }
        try {
            thread.execute(this::settle);
        } catch (RejectedExecutionException e) {
            LOG.debug("The transport comes too late: the cluster has been left");
        }
    }

    /** Returns when the transport is no longer used; after a bounded time in any case. */
    void remove(ClusterTransport transport) {
        synchronized (transports) {
            transports.remove(transport);
        }
        try {
            await(thread.submit(this::settle));
        } catch (RejectedExecutionException e) {
            LOG.debug("The transport is not used any more: the cluster has been left");
        }
    }

    private @Nullable ClusterTransport wanted() {
        synchronized (transports) {
            return transports.isEmpty() ? null : transports.get(0);
        }
    }

    private void settle() {
        ClusterTransport wanted = wanted();
        if (wanted != used) {
            leave();
            if (wanted != null) {
                join(wanted);
            }
        }
    }

    private void join(ClusterTransport transport) {
        used = transport;
        Reception fresh = receptions.get();
        try {
            ClusterLink joined = transport.join(self, members, fresh);
            link = joined;
            reception = fresh;
            failure = null;
            outbox.use(joined);
            fresh.open();
            LOG.info("Node {} takes part in the cluster at {}", self.name(), self.address());
        } catch (ClusterTransportException e) {
            fresh.close();
            LOG.debug("This node stays alone", e);
            refused(transport, String.valueOf(e.getMessage()));
        } catch (RuntimeException | LinkageError e) { // a transport is foreign code
            fresh.close();
            if (failure == null) {
                LOG.error("{} failed to join", transport, e);
            }
            refused(transport, "the cluster's transport failed to join: " + e);
        }
    }

    /** Its port may become free, its name too; what is wrong with the settings is told once. */
    private void refused(ClusterTransport transport, String reason) {
        if (!reason.equals(failure)) {
            LOG.error("This node stays alone: {}; it is tried again every {} s", reason, againInMs / 1_000);
        }
        failure = reason;
        Future<?> unused = thread.schedule(() -> joinAgain(transport), againInMs, TimeUnit.MILLISECONDS);
    }

    private void joinAgain(ClusterTransport transport) {
        if (used == transport && link == null) {
            join(transport);
        }
    }

    private void leave() {
        ClusterLink former = link;
        used = null;
        link = null;
        failure = null;
        if (former == null) {
            return;
        }
        outbox.use(null);
        if (reception != null) {
            reception.close();
            reception = null;
        }
        try {
            former.close();
        } catch (RuntimeException | LinkageError e) { // a transport is foreign code
            LOG.warn("The cluster's transport failed to leave", e);
        }
        presence.alone();
    }

    private static void await(Future<?> done) {
        try {
            done.get(LEAVE_IN_SEC, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException e) {
            LOG.warn("The cluster's transport has not left within {} s", LEAVE_IN_SEC);
        } catch (ExecutionException e) {
            LOG.error("Leaving the cluster failed", e.getCause());
        }
    }

    /** Leaves, and ends the thread. */
    @Override
    public void close() {
        synchronized (transports) {
            transports.clear();
        }
        Future<?> left = thread.submit(this::settle);
        thread.shutdown();
        await(left);
        thread.shutdownNow();
    }
}
