package dev.patchbay.transport.line.internal;

import dev.patchbay.line.LineSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A socket that listens; accepts on its I/O thread. Thread-safe. */
final class ListeningSocket implements IoLoop.Member {

    private static final Logger LOG = LoggerFactory.getLogger(ListeningSocket.class);

    /** How many connections the system holds until they are accepted. */
    private static final int BACKLOG = 1_024;

    /** How many are accepted before others get their turn. */
    private static final int TURN = 64;

    /** How long nothing is accepted after it failed, mostly for want of descriptors. */
    private static final long PAUSE_IN_MS = 500;

    private static final long SHUT_IN_MS = 2_000;

    private final IoLoop loop;
    private final Consumer<SocketChannel> acceptor;
    private final ServerSocketChannel channel;
    private final InetSocketAddress address;

    /** Guards "isOpen" and accepting, so that nothing is accepted any more once the door is closed. */
    private final Object door = new Object();

    private boolean isOpen = true;

    // For the I/O thread only.
    private @Nullable SelectionKey key;
    private boolean isFailing;

    /**
     * Listens; accepts after {@link #start}.
     *
     * @param acceptor has what is accepted, on the I/O thread
     * @throws IOException when the port cannot be had; its message names the address
     */
    ListeningSocket(IoLoop loop, LineSettings settings, Consumer<SocketChannel> acceptor) throws IOException {
        this.loop = loop;
        this.acceptor = acceptor;
        this.channel = open(settings);
        this.address = (InetSocketAddress) channel.getLocalAddress();
    }

    private static ServerSocketChannel open(LineSettings settings) throws IOException {
        String name = settings.host() + ":" + settings.port();
        InetSocketAddress wanted = new InetSocketAddress(settings.host(), settings.port());
        if (wanted.isUnresolved()) {
            throw new IOException("Cannot listen on " + name + ": the host has no address. Correct its name");
        }
        ServerSocketChannel opened = ServerSocketChannel.open();
        try {
            opened.configureBlocking(false);
            opened.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            return opened.bind(wanted, BACKLOG);
        } catch (IOException e) {
            opened.close();
            throw new IOException(
                    "Cannot listen on " + name + ": " + e.getMessage()
                            + ". End what listens there, or choose another host or port",
                    e);
        }
    }

    InetSocketAddress address() {
        return address;
    }

    /** Begins to accept. */
    void start() {
        if (!loop.execute(this::begin)) {
            shut();
        }
    }

    /**
     * Accepts nothing any more once it returns. The system lets peers connect until it has the socket back, so that is
     * waited for, but not by an I/O thread, which may be the one that has to give it back.
     */
    void closeDoor() {
        shutSoon();
        if (!IoLoop.isIoThread() && !loop.settle(SHUT_IN_MS)) {
            LOG.warn("{} may still be held by the system: an I/O thread did not come to it", address);
        }
    }

    /** Accepts nothing any more; the system has the socket back soon. */
    void shutSoon() {
        synchronized (door) {
            isOpen = false;
        }
        if (!loop.execute(this::shut)) {
            shut();
        }
    }

    @Override
    public void ready(int ops) {
        try {
            for (int i = 0; i < TURN; i++) {
                SocketChannel accepted = accept();
                if (accepted == null) {
                    return;
                }
                recovered();
                acceptor.accept(accepted);
            }
        } catch (IOException e) {
            pause(e);
        }
    }

    /** One connection less; the others go on. */
    @Override
    public void broke(Throwable cause) {
        LOG.error("A connection at {} could not be accepted", address, cause);
    }

    @Override
    public void close() {
        shutSoon();
    }

    private void begin() {
        try {
            if (channel.isOpen()) {
                key = loop.register(channel, SelectionKey.OP_ACCEPT, this);
            }
        } catch (IOException e) {
            LOG.error("{} accepts nothing", address, e);
        }
    }

    private @Nullable SocketChannel accept() throws IOException {
        synchronized (door) {
            return isOpen ? channel.accept() : null;
        }
    }

    /** The socket stays ready while there is no descriptor; without a pause the I/O thread would do nothing else. */
    private void pause(IOException cause) {
        if (!isFailing) {
            isFailing = true;
            LOG.warn("{} accepts no connections for now, and tries again every {} ms", address, PAUSE_IN_MS, cause);
        }
        setInterest(0);
        loop.after(PAUSE_IN_MS, () -> setInterest(SelectionKey.OP_ACCEPT));
    }

    private void recovered() {
        if (isFailing) {
            isFailing = false;
            LOG.info("{} accepts connections again", address);
        }
    }

    private void setInterest(int ops) {
        if (key != null && key.isValid()) {
            key.interestOps(ops);
        }
    }

    private void shut() {
        if (!channel.isOpen()) {
            return;
        }
        try {
            channel.close();
        } catch (IOException e) {
            LOG.warn("{} could not be closed", address, e);
        }
    }
}
