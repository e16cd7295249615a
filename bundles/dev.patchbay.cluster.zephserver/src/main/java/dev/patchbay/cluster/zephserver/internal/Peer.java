package dev.patchbay.cluster.zephserver.internal;

import dev.patchbay.cluster.ClusterNode;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Another node: what waits for it, and the one thread that brings it there, so that order holds and nobody else waits.
 * It counts as a node of the cluster while the last exchange with it succeeded; pings see to it that there is one.
 */
final class Peer {

    private static final Logger LOG = LoggerFactory.getLogger(Peer.class);

    /** What is known of it. */
    private enum State {
        UNKNOWN,
        REACHABLE,
        UNREACHABLE
    }

    private final ClusterNode node;
    private final HostPort where;
    private final WireSettings settings;
    private final Message ping;
    private final Runnable changed;
    private final Exchange exchange;
    private final Outbox outbox;
    private final Thread thread;
    private volatile State state = State.UNKNOWN;

    /**
     * @param self this node's name
     * @param changed is run on the peer's thread when it has become a node of the cluster or is none any more
     */
    Peer(ClusterNode node, String self, WireSettings settings, Runnable changed) {
        this.node = node;
        this.where = HostPort.parse(node.address());
        this.settings = settings;
        this.ping = Wire.signal(Wire.PING, self);
        this.changed = changed;
        this.exchange = new Exchange(where, settings);
        this.outbox = new Outbox(node.name(), settings.queueBytes());
        this.thread = new Thread(null, this::work, "patchbay-zeph-to-" + node.name(), 0, false);
    }

    void start() {
        thread.start();
    }

    ClusterNode node() {
        return node;
    }

    boolean isReachable() {
        return state == State.REACHABLE;
    }

    /** Queues a message unless the sender should wait; see {@link Outbox}. */
    boolean offer(Message message) {
        return outbox.offer(message);
    }

    /** Queues a message; waits for room as long as an answer may take, and not at all for a peer that is away. */
    void push(Message message) throws InterruptedException {
        outbox.push(message, isReachable() ? settings.answerTimeoutInMs() : 0);
    }

    /** It has been heard of: asks at once whether it can be reached. */
    void heard() {
        if (!isReachable() && outbox.isEmpty()) {
            outbox.offer(ping);
        }
    }

    /** It says that it leaves. */
    void left() {
        if (swap(State.UNREACHABLE) != State.UNREACHABLE) {
            LOG.info("Node {} has left.", node.name());
            changed.run();
        }
    }

    private void work() {
        try {
            deliver(ping);
            while (!outbox.isDone()) {
                Message next = outbox.next(settings.pingIntervalInMs());
                deliver(next == null ? ping : next);
            }
        } catch (InterruptedException e) {
            LOG.debug("What waited for node {} is given up.", node.name());
        }
    }

    private void deliver(Message message) {
        try {
            for (String text : message.writes()) {
                exchange.send(text);
            }
            become(State.REACHABLE, null);
        } catch (IOException e) {
            if (!Thread.currentThread().isInterrupted()) {
                become(State.UNREACHABLE, e.toString());
            }
        }
    }

    private void become(State next, @Nullable String reason) {
        State previous = swap(next);
        if (previous == next) {
            return;
        }
        if (next == State.REACHABLE) {
            LOG.info("Node {} answers at {}.", node.name(), where);
        } else {
            LOG.warn("Node {} cannot be reached at {} and misses what is sent: {}.", node.name(), where, reason);
        }
        changed.run();
    }

    private synchronized State swap(State next) {
        State previous = state;
        state = next;
        return previous;
    }

    /** Has it told that this node leaves, after what waits already. */
    void sayGoodbye(Message bye) {
        outbox.end(bye);
    }

    /** Waits for the last message to be brought, then ends the thread whatever it does. */
    void close(Deadline deadline) {
        try {
            thread.join(Math.max(1, deadline.leftInMs()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread.interrupt();
        try {
            exchange.cut();
        } catch (IOException e) {
            LOG.debug("The connection to node {} did not close.", node.name(), e);
        }
    }
}
