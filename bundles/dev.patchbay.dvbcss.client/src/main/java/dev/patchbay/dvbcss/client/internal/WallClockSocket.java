package dev.patchbay.dvbcss.client.internal;

import dev.patchbay.clock.SysClock;
import dev.patchbay.dvbcss.MalformedMessageException;
import dev.patchbay.dvbcss.WcMessage;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import org.jspecify.annotations.Nullable;

/**
 * Asks a server for its time. For one thread, but for {@link #wakeUp}.
 *
 * <p>The channel is connected, so that the system itself lets in only what comes from the address and port that were asked, and
 * tells when nobody listens there.
 */
public final class WallClockSocket implements Closeable {

    private static final long NS_PER_SEC = 1_000_000_000;
    private static final long NS_PER_MS = 1_000_000;
    /** More than any server sends at once, fewer than would keep the thread from its own work. */
    private static final int DRAIN_LIMIT = 64;

    private final InetSocketAddress server;
    private final SysClock clock;
    private final WallClockCounters counters;
    private final Selector selector;
    private final ByteBuffer request = ByteBuffer.allocateDirect(WcMessage.LENGTH);
    private final ByteBuffer reply = ByteBuffer.allocateDirect(WcMessage.LENGTH);
    private volatile boolean isEnding;
    private @Nullable DatagramChannel channel;

    /** @param server looked up when it is asked, if it was not yet */
    public WallClockSocket(InetSocketAddress server, SysClock clock, WallClockCounters counters) throws IOException {
        this.server = server;
        this.clock = clock;
        this.counters = counters;
        this.selector = Selector.open();
    }

    /**
     * Lets the JVM compile what is between a time stamp and the network, by asking itself.
     *
     * @param rounds how often; each takes some 10 µs
     */
    public static void warmUp(SysClock clock, int rounds) throws IOException {
        InetSocketAddress self = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (WallClockSocket socket = new WallClockSocket(self, clock, new WallClockCounters());
                DatagramChannel mirror = DatagramChannel.open()) {
            mirror.bind(self).configureBlocking(false);
            mirror.connect(mirror.getLocalAddress()).register(socket.selector, SelectionKey.OP_READ);
            socket.channel = mirror;
            // what it hears is what it said, and that shall be an answer
            socket.request.put(WcMessage.TYPE_AT, (byte) WcMessage.RESPONSE);
            for (int round = 0; round < rounds; round++) {
                socket.ask(NS_PER_SEC / 100);
            }
        }
    }

    /**
     * Sends a request and waits for the best reply: until a plain response or a follow-up is there, or time is over.
     *
     * @return null when there was none
     * @throws PortUnreachableException when the system says that nobody listens there
     * @throws IOException when nothing can be sent there; {@link #reset} before the next try
     */
    public @Nullable TimedReply ask(long timeoutInNs) throws IOException {
        DatagramChannel to = open();
        drain(to);
        counters.sent();
        long deadline = System.nanoTime() + timeoutInNs;
        long originate = clock.ticks();
        WcMessage.putTime(request, WcMessage.ORIGINATE_AT, originate);
        to.write(request.rewind());
        return await(to, originate, deadline);
    }

    /** Waits, and throws away what comes late. @param deadline as {@link System#nanoTime} tells it */
    public void pauseUntil(long deadline) throws IOException {
        while (waitFor(deadline)) {
            if (channel != null) {
                drain(channel);
            }
        }
    }

    /** Forgets the way to the server: the next request looks for it again. */
    public void reset() throws IOException {
        if (channel != null) {
            channel.close();
            channel = null;
        }
    }

    /** Ends what waits, now and later. From any thread. */
    public void wakeUp() {
        isEnding = true;
        selector.wakeup();
    }

    @Override
    public void close() throws IOException {
        try (selector) {
            reset();
        }
    }

    private DatagramChannel open() throws IOException {
        DatagramChannel present = channel;
        if (present != null) {
            return present;
        }
        DatagramChannel fresh = DatagramChannel.open();
        try {
            fresh.configureBlocking(false);
            fresh.connect(resolved());
            fresh.register(selector, SelectionKey.OP_READ);
        } catch (IOException e) {
            fresh.close();
            throw e;
        }
        channel = fresh;
        return fresh;
    }

    private InetSocketAddress resolved() throws UnknownHostException {
        if (!server.isUnresolved()) {
            return server;
        }
        return new InetSocketAddress(InetAddress.getByName(server.getHostString()), server.getPort());
    }

    private @Nullable TimedReply await(DatagramChannel from, long originate, long deadline) throws IOException {
        TimedReply best = null;
        while ((best == null || !best.isFinal()) && waitFor(deadline)) {
            TimedReply next = read(from, originate);
            if (next != null && (best == null || next.rank() > best.rank())) {
                best = next;
            }
        }
        return best;
    }

    /** Returns when there is something to read, or may be; false when time is over. */
    private boolean waitFor(long deadline) throws IOException {
        long left = deadline - System.nanoTime();
        if (left <= 0 || isEnding) {
            return false;
        }
        selector.select((left + NS_PER_MS - 1) / NS_PER_MS);
        selector.selectedKeys().clear();
        return !isEnding;
    }

    private @Nullable TimedReply read(DatagramChannel from, long originate) throws IOException {
        reply.clear();
        if (from.receive(reply) == null) {
            return null;
        }
        // later than it came rather than earlier, or the error would be more than is said
        long arrival = clock.ticks();
        WcMessage message = decode();
        if (message == null) {
            return null;
        }
        if (message.type() == WcMessage.REQUEST || !isOriginate(message, originate)) {
            counters.wasIgnored();
            return null;
        }
        return new TimedReply(message, originate, arrival);
    }

    private @Nullable WcMessage decode() {
        try {
            return WcMessage.decode(reply.flip());
        } catch (MalformedMessageException e) {
            counters.wasMalformed();
            return null;
        }
    }

    private static boolean isOriginate(WcMessage message, long originate) {
        return message.originateSeconds() == (originate / NS_PER_SEC & 0xFFFF_FFFFL)
                && message.originateNanos() == originate % NS_PER_SEC;
    }

    private void drain(DatagramChannel from) throws IOException {
        try {
            for (int count = 0; count < DRAIN_LIMIT && from.receive(reply.clear()) != null; count++) {
                if (decode() != null) {
                    counters.wasIgnored();
                }
            }
        } catch (PortUnreachableException e) {
            // about an earlier request, which has been counted; this one may well be answered
        }
    }
}
