package dev.patchbay.transport.udp.internal;

import dev.patchbay.transport.internal.Later;
import dev.patchbay.udp.UdpServer;
import dev.patchbay.udp.UdpSettings;
import dev.patchbay.udp.spi.UdpRequestHandler;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** All UDP servers of this node, and the thread that tries again what did not work. Thread-safe. */
@Component(service = UdpServers.class)
public final class UdpServers {

    private static final long TEND_EVERY_MS = 2_000;

    private final LocalAddresses localAddresses;
    private final long tendEveryMs;
    private final Later timer = new Later("patchbay-udp-timer");

    // Guarded by this.
    private final Set<RequestServer> servers = new LinkedHashSet<>();
    private boolean isClosed;

    @Activate
    public UdpServers() {
        this(LocalAddresses.OF_INTERFACES, TEND_EVERY_MS);
    }

    /** @param tendEveryMs how often a wildcard looks for addresses that come and go */
    UdpServers(LocalAddresses localAddresses, long tendEveryMs) {
        this.localAddresses = localAddresses;
        this.tendEveryMs = tendEveryMs;
    }

    LocalAddresses localAddresses() {
        return localAddresses;
    }

    long tendEveryMs() {
        return tendEveryMs;
    }

    Later timer() {
        return timer;
    }

    /**
     * One that is not started.
     *
     * @param onClose told when it is closed for good, each time that is asked for
     * @throws IllegalStateException when this has been closed
     */
    synchronized RequestServer make(UdpSettings settings, UdpRequestHandler handler, Consumer<RequestServer> onClose) {
        if (isClosed) {
            throw new IllegalStateException("UDP has stopped on this node");
        }
        RequestServer server = new RequestServer(this, settings, handler, onClose.andThen(this::forget));
        servers.add(server);
        return server;
    }

    private synchronized void forget(RequestServer server) {
        servers.remove(server);
    }

    synchronized List<UdpServer> servers() {
        return List.copyOf(servers);
    }

    private synchronized List<RequestServer> own() {
        return List.copyOf(servers);
    }

    /** Closes all servers and ends the timer; waits for the threads at most some seconds. */
    @Deactivate
    void close() {
        synchronized (this) {
            isClosed = true;
        }
        closeAll(own());
        timer.close();
    }

    /** Closes all ports at once, and then waits for all their threads. */
    static void closeAll(List<RequestServer> servers) {
        servers.forEach(server -> server.shut(true));
        long began = System.nanoTime();
        servers.forEach(server -> server.awaitEnd(began));
    }
}
