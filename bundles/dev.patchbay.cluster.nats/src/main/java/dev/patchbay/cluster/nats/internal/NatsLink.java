package dev.patchbay.cluster.nats.internal;

import dev.patchbay.cluster.ClusterNode;
import dev.patchbay.cluster.spi.ClusterLink;
import dev.patchbay.cluster.spi.ClusterReceiver;
import dev.patchbay.cluster.spi.ClusterTransportException;
import dev.patchbay.cluster.spi.OutgoingEvent;
import io.nats.client.Connection;
import io.nats.client.Message;
import io.nats.client.Options;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** This node among those that meet at a NATS server. */
final class NatsLink implements ClusterLink, Uplink.Tenant {

    /** Only differences of its instants count, so that setting the machine's clock changes nothing. */
    private static final InstantSource STEADY_CLOCK = () -> Instant.ofEpochSecond(0, System.nanoTime());

    private static final Logger LOG = LoggerFactory.getLogger(NatsLink.class);

    /** The longest message several events are put into, and the longest part of one that is longer. */
    private static final int BATCH_BYTES = 65_536;

    private static final int LONGEST_PART = 1_048_576;

    private final String events;
    private final String nodes;
    private final Signal self;
    private final ClusterReceiver receiver;
    private final long sendBufferBytes;
    private final Duration sendTimeout;
    private final Membership membership;
    private final Joiner joiner;
    private final Heart heart;
    private final Uplink uplink;
    private final AtomicBoolean closed = new AtomicBoolean();

    /** Bytes given to the library since the server last said that it had all of them. */
    private final AtomicLong unconfirmed = new AtomicLong();

    private final AtomicBoolean toldOfJunk = new AtomicBoolean();

    private NatsLink(NatsTransport.Config config, Options.Builder options, ClusterNode node, ClusterReceiver receiver) {
        this.events = "patchbay." + config.cluster() + ".event";
        this.nodes = "patchbay." + config.cluster() + ".node";
        this.self = new Signal(
                Signal.Kind.BEAT,
                node.name(),
                UUID.randomUUID().toString(),
                System.currentTimeMillis(),
                node.address());
        this.receiver = receiver;
        this.sendBufferBytes = config.sendBufferBytes();
        this.sendTimeout = Duration.ofMillis(config.sendTimeoutInMs());
        this.membership = new Membership(self, config.nodeTimeoutInMs());
        this.joiner = new Joiner(STEADY_CLOCK, config.partsBytes());
        this.heart = new Heart(self, membership, receiver, this::say, this::clean);
        this.uplink = new Uplink(options, this);
    }

    /** Begins to connect; does not wait for it. */
    static NatsLink open(NatsTransport.Config config, ClusterNode self, ClusterReceiver receiver)
            throws ClusterTransportException {
        if (!config.cluster().matches("[A-Za-z0-9_-]+")) {
            throw new ClusterTransportException(
                    "Expected letters, digits, - and _ in nats.cluster, got '" + config.cluster() + "'.");
        }
        try {
            NatsLink link = new NatsLink(config, NatsOptions.from(config, self.name()), self, receiver);
            link.heart.start(config.heartbeatInMs());
            link.uplink.start();
            return link;
        } catch (IOException | IllegalArgumentException e) {
            throw new ClusterTransportException("Section nats of the settings cannot be used: " + e, e);
        }
    }

    /** Signals have a queue of their own, so that a flood of events does not make the others look silent. */
    @Override
    public void prepare(Connection connection) {
        connection.createDispatcher(this::signalled).subscribe(nodes);
        connection.createDispatcher(this::received).subscribe(events);
    }

    @Override
    public void connected() {
        heart.hello();
    }

    private void say(Signal signal) {
        Connection connection = uplink.connection();
        if (connection == null || !uplink.isConnected()) {
            return; // it would be stale when it came through
        }
        try {
            connection.publish(nodes, signal.bytes());
        } catch (IllegalStateException e) {
            LOG.debug("The connection was lost just now.", e);
        }
    }

    private void clean() {
        int dropped = joiner.expire();
        if (dropped > 0) {
            LOG.warn("{} long events were dropped, since parts of them were lost.", dropped);
        }
    }

    private void signalled(Message message) {
        try {
            heart.heard(Signal.from(message.getData()));
        } catch (IllegalArgumentException e) {
            tellOfJunk(message, e);
        }
    }

    private void received(Message message) {
        try {
            Frame frame = Frame.from(message.getData());
            if (!heart.isAside() && !frame.sender().equals(self.id())) {
                joiner.add(frame).ifPresent(text -> receiver.received(membership.nameOf(frame.sender()), text));
            }
        } catch (IllegalArgumentException e) {
            tellOfJunk(message, e);
        }
    }

    private void tellOfJunk(Message message, IllegalArgumentException e) {
        if (toldOfJunk.compareAndSet(false, true)) {
            LOG.warn(
                    "Somebody sends on {} what is not ours; it is dropped from now on. {}",
                    message.getSubject(),
                    e.getMessage());
        }
    }

    /** Returns when it is queued for the server; is held while too much waits to be written. */
    @Override
    public void send(OutgoingEvent event) throws IOException, InterruptedException {
        publish(event.envelope());
    }

    /** Puts as many into one message as fit. */
    @Override
    public void sendAll(List<OutgoingEvent> outgoing) throws IOException, InterruptedException {
        StringBuilder batch = new StringBuilder();
        for (OutgoingEvent event : outgoing) {
            if (!batch.isEmpty() && batch.length() + event.envelope().length() >= BATCH_BYTES) {
                publish(batch.toString());
                batch.setLength(0);
            }
            batch.append(batch.isEmpty() ? "" : "\n").append(event.envelope());
        }
        if (!batch.isEmpty()) {
            publish(batch.toString());
        }
    }

    private void publish(String text) throws IOException, InterruptedException {
        Connection connection = usable();
        try {
            for (Frame frame : Frame.of(self.id(), text, longest(connection))) {
                awaitRoom(connection);
                byte[] bytes = frame.bytes();
                connection.publish(events, bytes);
                unconfirmed.addAndGet(bytes.length);
            }
        } catch (IllegalStateException e) {
            throw new IOException(
                    "The NATS server cannot be reached, and no more is kept for it: " + e.getMessage(), e);
        }
    }

    private Connection usable() throws IOException {
        Connection connection = uplink.connection();
        if (closed.get()) {
            throw new IOException("This node has left the cluster.");
        }
        if (heart.isAside()) {
            throw new IOException("Another node is also called " + self.node() + "; this one takes no part.");
        }
        if (connection == null) {
            throw new IOException("No NATS server could be reached yet.");
        }
        return connection;
    }

    private static int longest(Connection connection) {
        long allowed = connection.getMaxPayload();
        return allowed <= 0 ? LONGEST_PART : (int) Math.max(2 * Frame.HEAD, Math.min(LONGEST_PART, allowed));
    }

    /** Not by what the library says is pending: it holds whoever asks for that until a lost server is back. */
    private void awaitRoom(Connection connection) throws IOException, InterruptedException {
        long given = unconfirmed.get();
        if (given > sendBufferBytes && uplink.isConnected()) {
            try {
                connection.flush(sendTimeout);
                unconfirmed.addAndGet(-given);
            } catch (TimeoutException e) {
                throw new IOException("The NATS server has taken nothing for " + sendTimeout.toMillis() + " ms.", e);
            }
        }
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            heart.close();
            uplink.close(nodes, self.as(Signal.Kind.BYE).bytes());
        }
    }
}
