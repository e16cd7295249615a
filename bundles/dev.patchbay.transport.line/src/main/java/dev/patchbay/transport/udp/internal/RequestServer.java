package dev.patchbay.transport.udp.internal;

import dev.patchbay.udp.UdpServer;
import dev.patchbay.udp.UdpSettings;
import dev.patchbay.udp.spi.UdpRequestHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts and stops a port. */
final class RequestServer implements UdpServer {

    private static final Logger LOG = LoggerFactory.getLogger(RequestServer.class);

    private final UdpServers servers;
    private final UdpSettings settings;
    private final UdpRequestHandler handler;
    private final Consumer<RequestServer> onClose;
    private final Tally tally = new Tally();

    /** Held while the port is opened and while it is closed, not while its threads are waited for. */
    private final Object door = new Object();

    // Written with the door held.
    private volatile @Nullable OpenPort port;
    private volatile InetSocketAddress address;
    private volatile boolean isClosed;

    RequestServer(
            UdpServers servers, UdpSettings settings, UdpRequestHandler handler, Consumer<RequestServer> onClose) {
        this.servers = servers;
        this.settings = settings;
        this.handler = handler;
        this.onClose = onClose;
        this.address = InetSocketAddress.createUnresolved(settings.host(), settings.port());
    }

    @Override
    public void start() throws IOException {
        synchronized (door) {
            if (isClosed) {
                throw new IllegalStateException("The UDP server at " + address + " has been closed; make another one");
            }
            if (!isRunning()) {
                OpenPort opened = new OpenPort(settings, servers, handler, tally);
                port = opened;
                address = opened.address();
                LOG.info(
                        "Receiving UDP at {} for {}",
                        address,
                        handler.getClass().getName());
            }
        }
    }

    @Override
    public void stop() {
        shut(false);
        awaitEnd(System.nanoTime());
    }

    @Override
    public void close() {
        shut(true);
        awaitEnd(System.nanoTime());
    }

    /**
     * Closes the port; does not wait for its threads.
     *
     * @param forGood it cannot be started again
     */
    void shut(boolean forGood) {
        synchronized (door) {
            isClosed |= forGood;
            OpenPort open = port;
            if (open != null && open.shut()) {
                LOG.info("No longer receiving UDP at {}", address);
            }
        }
        if (forGood) {
            onClose.accept(this);
        }
    }

    /**
     * Waits for the threads, unless the caller is one of them, at most until 2 s after that {@link System#nanoTime};
     * towards the end of that time it interrupts them.
     */
    void awaitEnd(long beganInNs) {
        OpenPort ended = port;
        if (ended != null) {
            ended.await(beganInNs);
        }
    }

    @Override
    public boolean isRunning() {
        OpenPort open = port;
        return open != null && !open.isShut();
    }

    @Override
    public InetSocketAddress address() {
        return address;
    }

    @Override
    public Counts counts() {
        return tally.counts();
    }

    @Override
    public String toString() {
        return "UDP " + address;
    }
}
