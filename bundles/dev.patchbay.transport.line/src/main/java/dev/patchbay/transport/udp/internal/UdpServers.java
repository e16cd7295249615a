package dev.patchbay.transport.udp.internal;

import dev.patchbay.udp.UdpServer;
import dev.patchbay.udp.UdpSettings;
import dev.patchbay.udp.spi.UdpRequestHandler;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All UDP servers of this node, and the thread that tries again what did not work. Thread-safe. */
@Component(service = UdpServers.class)
public final class UdpServers {

    private static final Logger LOG = LoggerFactory.getLogger(UdpServers.class);

    private static final long TEND_EVERY_MS = 2_000;
    private static final long STOP_IN_MS = 2_000;

    private final LocalAddresses localAddresses;
    private final long tendEveryMs;

    // Guarded by this.
    private final Set<RequestServer> servers = new LinkedHashSet<>();
    private @Nullable ScheduledThreadPoolExecutor timer;
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

    /** Does that once, later, on the timer's thread, which the first one starts; never when this has been closed. */
    synchronized Future<?> after(long delayInMs, Runnable action) {
        if (isClosed) {
            return CompletableFuture.completedFuture(null);
        }
        if (timer == null) {
            timer = newTimer();
        }
        return timer.schedule(() -> guarded(action), delayInMs, TimeUnit.MILLISECONDS);
    }

    private static ScheduledThreadPoolExecutor newTimer() {
        ScheduledThreadPoolExecutor made = new ScheduledThreadPoolExecutor(1, action -> {
            Thread thread = new Thread(action, "patchbay-udp-timer");
            thread.setDaemon(true);
            return thread;
        });
        made.setRemoveOnCancelPolicy(true);
        return made;
    }

    private static void guarded(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException | Error e) {
            LOG.error("A UDP port cannot be looked after", e);
        }
    }

    /** Closes all servers and ends the timer; waits for the threads at most some seconds. */
    @Deactivate
    void close() {
        ScheduledThreadPoolExecutor ending;
        synchronized (this) {
            isClosed = true;
            ending = timer;
        }
        closeAll(own());
        if (ending != null) {
            end(ending);
        }
    }

    /** Closes all ports at once, and then waits for all their threads. */
    static void closeAll(List<RequestServer> servers) {
        servers.forEach(server -> server.shut(true));
        long began = System.nanoTime();
        servers.forEach(server -> server.awaitEnd(began));
    }

    private static void end(ScheduledThreadPoolExecutor timer) {
        timer.shutdownNow();
        try {
            if (!timer.awaitTermination(STOP_IN_MS, TimeUnit.MILLISECONDS)) {
                LOG.warn("patchbay-udp-timer did not end within {} ms", STOP_IN_MS);
            }
        } catch (InterruptedException e) {
            LOG.debug("The wait for the end of patchbay-udp-timer was interrupted", e);
            Thread.currentThread().interrupt();
        }
    }
}
