package dev.patchbay.protocol.shmooze.internal;

import dev.patchbay.line.LineConnection;
import dev.patchbay.line.LineListener;
import dev.patchbay.line.LinePort;
import dev.patchbay.line.LineSettings;
import dev.patchbay.line.LineTransport;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The port of one service. One that cannot be had is told once and tried again every {@value #RETRY_IN_MS} ms. Thread-safe.
 */
final class LineService implements AutoCloseable {

    static final long RETRY_IN_MS = 2_000;

    private static final Logger LOG = LoggerFactory.getLogger(LineService.class);

    private final String name;
    private final LineTransport transport;
    private final ScheduledExecutorService timer;
    private final Function<LineConnection, LineListener> acceptor;

    /** Guarded by this, as all below. */
    private @Nullable LineSettings wanted;

    private @Nullable Future<?> retry;
    private boolean isFailing;

    /** Those that take no connections any more, but may have some. */
    private final List<LinePort> formerly = new ArrayList<>();

    /** Written under the lock, read without it. */
    private volatile @Nullable LinePort port;

    LineService(
            String name,
            LineTransport transport,
            ScheduledExecutorService timer,
            Function<LineConnection, LineListener> acceptor) {
        this.name = name;
        this.transport = transport;
        this.timer = timer;
        this.acceptor = acceptor;
    }

    /** Listens as wanted from now on; connections that are open stay open. Does nothing when it is wanted already. */
    synchronized void listen(LineSettings settings) {
        if (settings.equals(wanted)) {
            return;
        }
        closeDoor();
        wanted = settings;
        open(settings);
    }

    /** Where it listens; null when it does not, or not yet. */
    @Nullable
    LinePort port() {
        return port;
    }

    private void open(LineSettings settings) {
        try {
            LinePort opened = transport.listen(settings, acceptor);
            port = opened;
            isFailing = false;
            InetSocketAddress address = opened.address();
            LOG.info("Listening on {}:{} for '{}'", address.getHostString(), address.getPort(), name);
        } catch (IOException e) {
            warn(e);
            retry = timer.schedule(() -> openAgain(settings), RETRY_IN_MS, TimeUnit.MILLISECONDS);
        }
    }

    private synchronized void openAgain(LineSettings settings) {
        if (settings.equals(wanted) && port == null) {
            open(settings);
        }
    }

    private void warn(IOException fault) {
        if (!isFailing) {
            isFailing = true;
            LOG.warn(
                    "'{}' cannot listen, it is tried again every {} ms; stop the program that uses the port, or set"
                            + " another one in 'ports' of section 'shmooze': {}",
                    name,
                    RETRY_IN_MS,
                    fault.getMessage());
        }
    }

    private void closeDoor() {
        isFailing = false;
        if (retry != null) {
            retry.cancel(false);
            retry = null;
        }
        formerly.removeIf(each -> each.connections() == 0);
        LinePort open = port;
        if (open != null) {
            open.closeDoor();
            formerly.add(open);
            port = null;
        }
    }

    /** Stops listening and ends all connections; may listen again. */
    @Override
    public synchronized void close() {
        closeDoor();
        wanted = null;
        formerly.forEach(LinePort::close);
        formerly.clear();
    }
}
