package dev.patchbay.cluster.nats.internal;

import dev.patchbay.cluster.ClusterNode;
import dev.patchbay.cluster.spi.ClusterReceiver;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says regularly that this node is there, and tells the receiver, in order, who else is. Has one thread. */
final class Heart {

    private static final Logger LOG = LoggerFactory.getLogger(Heart.class);

    private static final int CLOSE_TIMEOUT_IN_SEC = 1;

    private final Signal self;
    private final Membership membership;
    private final ClusterReceiver receiver;
    private final Consumer<Signal> out;
    private final Runnable clean;
    private final ScheduledThreadPoolExecutor thread =
            new ScheduledThreadPoolExecutor(1, work -> new Thread(null, work, "patchbay-nats-heart", 0, false));
    private volatile boolean aside;

    /** Touched by the thread only. */
    private List<ClusterNode> told = List.of();

    /**
     * @param out sends a signal if it can be sent now
     * @param clean is run with each beat
     */
    Heart(Signal self, Membership membership, ClusterReceiver receiver, Consumer<Signal> out, Runnable clean) {
        this.self = self;
        this.membership = membership;
        this.receiver = receiver;
        this.out = out;
        this.clean = clean;
    }

    void start(int intervalInMs) {
        thread.scheduleWithFixedDelay(this::beat, 0, intervalInMs, TimeUnit.MILLISECONDS);
    }

    /** Whether another node of the same name takes part instead of this one. */
    boolean isAside() {
        return aside;
    }

    /** Has everybody told that this node is there, and answer. */
    void hello() {
        execute(() -> say(Signal.Kind.HELLO));
    }

    /** Something was heard of a node. */
    void heard(Signal signal) {
        if (membership.heard(signal, System.nanoTime())) {
            execute(() -> say(Signal.Kind.BEAT));
        }
        execute(this::review);
    }

    private void execute(Runnable work) {
        try {
            thread.execute(() -> guarded(work));
        } catch (RejectedExecutionException e) {
            LOG.debug("This node has left the cluster already.", e);
        }
    }

    private void beat() {
        guarded(() -> {
            say(Signal.Kind.BEAT);
            membership.expire(System.nanoTime());
            review();
            clean.run();
        });
    }

    /** What escaped would end the beating. */
    private static void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.error("Keeping track of the cluster's nodes failed; it goes on.", e);
        }
    }

    private void say(Signal.Kind kind) {
        out.accept(self.as(aside ? Signal.Kind.ASIDE : kind));
    }

    private void review() {
        boolean now = membership.isAside();
        if (now != aside) {
            aside = now;
            tellOfTwin(now);
        }
        List<ClusterNode> nodes = membership.nodes();
        if (!nodes.equals(told)) {
            told = nodes;
            receiver.nodesChanged(nodes);
        }
    }

    private void tellOfTwin(boolean steppedBack) {
        if (steppedBack) {
            LOG.error(
                    "Another node of the cluster is also called {} and was there first; this one takes no part until"
                            + " the other has gone. Give one of the two another name.",
                    self.node());
        } else {
            LOG.info("No other node is called {} any more; this one takes part.", self.node());
            say(Signal.Kind.HELLO);
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
