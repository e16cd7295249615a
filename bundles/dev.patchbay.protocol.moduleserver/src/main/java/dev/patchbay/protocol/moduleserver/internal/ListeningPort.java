package dev.patchbay.protocol.moduleserver.internal;

import dev.patchbay.line.LineConnection;
import dev.patchbay.line.LineListener;
import dev.patchbay.line.LinePort;
import dev.patchbay.line.LineSettings;
import dev.patchbay.line.LineTransport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The port. One that cannot be had is told once and tried again every {@value #RETRY_IN_MS} ms. Thread-safe. */
final class ListeningPort implements AutoCloseable {

    static final long RETRY_IN_MS = 2_000;

    private static final Logger LOG = LoggerFactory.getLogger(ListeningPort.class);

    private final LineTransport transport;
    private final ScheduledExecutorService timer;
    private final Function<LineConnection, LineListener> acceptor;

    // Guarded by this.
    private @Nullable LineSettings wanted;
    private @Nullable Future<?> retry;
    private boolean isFailing;
    private @Nullable LinePort port;

    /** Those that take no connections any more, but may have some. */
    private final List<LinePort> formerly = new ArrayList<>();

    ListeningPort(
            LineTransport transport, ScheduledExecutorService timer, Function<LineConnection, LineListener> acceptor) {
        this.transport = transport;
        this.timer = timer;
        this.acceptor = acceptor;
    }

    /**
     * Listens as the settings say from now on; connections that are open stay open, unless nobody may connect any more. Does
     * nothing when it does so already. May block on looking up the host.
     */
    void apply(ModuleServerSettings settings) {
        String host = settings.lines().host();
        if (settings.isPublicAllowed() || isLoopback(host)) {
            listen(settings.lines());
            return;
        }
        LOG.error(
                "Expected a host for ModuleServer's clients that is loopback, got '{}': everybody could call and reload"
                        + " modules. It does not listen; set 'host' of section 'moduleserver' to 127.0.0.1, or"
                        + " 'allowPublicWithoutAuthentication' to true",
                host);
        close();
    }

    /** One that is not known is not. */
    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            LOG.debug("Host '{}' is not known", host, e);
            return false;
        }
    }

    private synchronized void listen(LineSettings settings) {
        if (settings.equals(wanted)) {
            return;
        }
        closeDoor();
        wanted = settings;
        open(settings);
    }

    /** Where it listens; null when it does not, or not yet. */
    synchronized @Nullable LinePort port() {
        return port;
    }

    private void open(LineSettings settings) {
        try {
            LinePort opened = transport.listen(settings, acceptor);
            port = opened;
            isFailing = false;
            LOG.info("Listening on {} for ModuleServer's clients", opened.address());
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
                    "ModuleServer's clients cannot be listened for, it is tried again every {} ms; stop the program that"
                            + " uses the port, or set another 'port' in section 'moduleserver': {}",
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
        if (port != null) {
            port.closeDoor();
            formerly.add(port);
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
