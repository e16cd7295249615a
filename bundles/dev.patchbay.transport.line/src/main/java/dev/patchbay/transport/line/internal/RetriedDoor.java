package dev.patchbay.transport.line.internal;

import dev.patchbay.line.LineDoor;
import dev.patchbay.line.LinePort;
import dev.patchbay.line.LineSettings;
import dev.patchbay.node.Diagnosis.Finding;
import dev.patchbay.transport.internal.Retry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens a port as long as one is wanted, again and again if need be. */
final class RetriedDoor implements LineDoor {

    private static final Logger LOG = LoggerFactory.getLogger(RetriedDoor.class);

    private final String name;
    private final String advice;
    private final Opener opener;
    private final Consumer<RetriedDoor> onClose;

    /** Held while a port is opened, so one is at a time; taken before the lock of what follows, never after it. */
    private final Object opening = new Object();

    // Guarded by this. While a port is being opened, what is wanted can only become nothing.
    private final Retry retry;
    private @Nullable LineSettings wanted;
    private boolean isClosed;

    /** Those that take no connections any more, but may have some. */
    private final List<LinePort> formerly = new ArrayList<>();

    /** Written under the lock, read without it. */
    private volatile @Nullable LinePort port;

    /** Opens a port. */
    @FunctionalInterface
    interface Opener {

        /**
         * Listens; may block on looking up the host.
         *
         * @throws IOException when the port cannot be had; its message names the address
         */
        LinePort open(LineSettings settings) throws IOException;
    }

    /** @param onClose told when it is closed for good, each time that is asked for */
    RetriedDoor(String name, String section, Doors doors, Opener opener, Consumer<RetriedDoor> onClose) {
        this.name = name;
        this.advice = "; it is set in section '" + section + "' and tried again every " + doors.retryInMs() + " ms.";
        this.opener = opener;
        this.onClose = onClose;
        this.retry = new Retry(doors.timer(), doors.retryInMs(), this::openAgain);
    }

    @Override
    public void listen(LineSettings settings) {
        synchronized (opening) {
            if (isWanted(settings)) {
                return;
            }
            LinePort former = want(settings);
            if (former != null) {
                former.closeDoor();
            }
            open(settings);
        }
    }

    private synchronized boolean isWanted(LineSettings settings) {
        return settings.equals(wanted);
    }

    /** @return the port that is not wanted any more; null when there is none */
    private synchronized @Nullable LinePort want(LineSettings settings) {
        requireOpen();
        retry.cancel();
        formerly.removeIf(each -> each.connections() == 0);
        LinePort former = port;
        if (former != null) {
            formerly.add(former);
        }
        port = null;
        wanted = settings;
        return former;
    }

    private void open(LineSettings settings) {
        try {
            LinePort opened = opener.open(settings);
            if (keep(opened)) {
                InetSocketAddress address = opened.address();
                LOG.info("'{}' listens on {}:{}", name, address.getHostString(), address.getPort());
            } else {
                opened.close();
            }
        } catch (IOException | IllegalStateException e) {
            // the latter when the transport stops in this moment
            failed(e.getMessage() + advice);
        }
    }

    private synchronized boolean keep(LinePort opened) {
        if (wanted == null) {
            return false;
        }
        port = opened;
        retry.recovered();
        return true;
    }

    private synchronized void failed(String why) {
        if (wanted == null) {
            return;
        }
        if (retry.failed(why)) {
            LOG.warn("'{}' does not listen: {}", name, why);
        }
        retry.later();
    }

    private void openAgain() {
        synchronized (opening) {
            LineSettings settings = missing();
            if (settings != null) {
                open(settings);
            }
        }
    }

    private synchronized @Nullable LineSettings missing() {
        return port == null ? wanted : null;
    }

    @Override
    public void refuse(String why) {
        List<LinePort> ending;
        synchronized (this) {
            requireOpen();
            ending = letGo();
            if (retry.failed(why)) {
                LOG.error("'{}' does not listen: {}", name, why);
            }
        }
        ending.forEach(LinePort::close);
    }

    @Override
    public void shut() {
        List<LinePort> ending;
        synchronized (this) {
            ending = letGo();
            retry.recovered();
        }
        ending.forEach(LinePort::close);
    }

    /** Wants nothing any more. @return all ports it had */
    private List<LinePort> letGo() {
        retry.cancel();
        wanted = null;
        List<LinePort> all = new ArrayList<>(formerly);
        LinePort open = port;
        if (open != null) {
            all.add(open);
        }
        formerly.clear();
        port = null;
        return all;
    }

    @Override
    public @Nullable InetSocketAddress address() {
        LinePort open = port;
        return open == null ? null : open.address();
    }

    @Override
    public @Nullable String fault() {
        return retry.fault();
    }

    /** Why it does not listen, if it is to. */
    Optional<Finding> finding() {
        return Optional.ofNullable(fault()).map(why -> new Finding("port of " + name, why));
    }

    @Override
    public void close() {
        synchronized (this) {
            isClosed = true;
        }
        shut();
        onClose.accept(this);
    }

    /** Closed for good, but for its ports and their connections: the transport closes them, and at once. */
    synchronized void abandon() {
        isClosed = true;
        letGo();
        retry.recovered();
    }

    private void requireOpen() {
        if (isClosed) {
            throw new IllegalStateException(
                    "The door of '" + name + "' was closed: it or the bundle that used it has stopped");
        }
    }
}
