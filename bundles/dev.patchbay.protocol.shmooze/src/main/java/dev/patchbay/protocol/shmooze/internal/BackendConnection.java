package dev.patchbay.protocol.shmooze.internal;

import dev.patchbay.line.LineConnection;
import dev.patchbay.line.LineEnd;
import dev.patchbay.line.LineListener;
import dev.patchbay.protocol.shmooze.internal.Backend.Answer;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection to a service elsewhere; it carries one request at a time. Thread-safe.
 *
 * <p>Its life: opened for a first request, answered, kept, asked again and so on, until either side ends it.
 */
final class BackendConnection implements LineListener {

    private static final Logger LOG = LoggerFactory.getLogger(BackendConnection.class);

    private final Backend backend;
    private final String firstLine;
    private final Iterator<InetSocketAddress> addresses;

    /** Who waits for an answer; null while nobody does. Guarded by this, as all below. */
    private @Nullable Answer waiting;

    private @Nullable LineConnection connection;
    private @Nullable LineEnd end;

    /** Whether the line of who waits is being handed over: only then it is known whether writing has begun. */
    private boolean isHandingOver;

    /** How many addresses were tried; the end of one may be told before its connection is known here. */
    private int attempts;

    BackendConnection(Backend backend, String firstLine, Answer firstAnswer) {
        this.backend = backend;
        this.firstLine = firstLine;
        this.addresses = backend.addresses().iterator();
        this.waiting = firstAnswer;
    }

    /** Connects to the next address and sends the first line as soon as the connection stands. */
    void open() {
        int attempt;
        synchronized (this) {
            attempt = ++attempts;
        }
        LineConnection opened;
        try {
            opened = backend.connect(addresses.next(), this);
        } catch (IllegalStateException | UncheckedIOException e) { // the transport is just stopping
            LOG.debug("No connection to '{}' can be opened", backend.name(), e);
            onEnd(LineEnd.UNREACHABLE);
            return;
        }
        if (isWanted(opened, attempt)) {
            opened.next();
            boolean unused = opened.send(firstLine); // if it has ended, the listener is told
        } else {
            opened.close();
        }
    }

    /** Not when whoever waited has given up, or the next address is being tried already. */
    private synchronized boolean isWanted(LineConnection opened, int attempt) {
        if (attempt == attempts && waiting != null) {
            connection = opened;
            return true;
        }
        return false;
    }

    /** Sends a line; false when that was not possible any more, so that it can be sent elsewhere. */
    boolean ask(String line, Answer answer) {
        LineConnection open;
        synchronized (this) {
            if (end != null || connection == null) {
                return false;
            }
            waiting = answer;
            isHandingOver = true;
            open = connection;
        }
        return handedOver(open.send(line));
    }

    private boolean handedOver(boolean isSent) {
        Answer left = null;
        synchronized (this) {
            isHandingOver = false;
            if (!isSent) {
                waiting = null;
            } else if (end != null) {
                left = takeWaiting();
            }
        }
        fail(left);
        return isSent;
    }

    private @Nullable Answer takeWaiting() {
        Answer taken = waiting;
        waiting = null;
        return taken;
    }

    @Override
    public void onLine(String line) {
        Answer taken;
        LineConnection open;
        synchronized (this) {
            taken = takeWaiting();
            open = connection;
        }
        if (open == null) {
            return; // nothing is read before it is known
        }
        if (taken == null) {
            LOG.debug("'{}' sent a line that nobody had asked for, and is left", backend.name());
            open.close();
            return;
        }
        open.next(); // so that its end is noticed while nobody uses it
        if (!backend.keep(this)) {
            open.end();
        }
        taken.answered(line);
    }

    @Override
    public void onEnd(LineEnd reason) {
        if (reason == LineEnd.UNREACHABLE && addresses.hasNext() && isAwaited()) {
            open();
            return;
        }
        Answer left;
        synchronized (this) {
            end = reason;
            left = isHandingOver ? null : takeWaiting();
        }
        backend.forget(this);
        fail(left);
    }

    private synchronized boolean isAwaited() {
        return waiting != null;
    }

    private void fail(@Nullable Answer left) {
        if (left != null) {
            left.failed(reason());
        }
    }

    private synchronized String reason() {
        String name = "'" + backend.name() + "'";
        if (end == LineEnd.UNREACHABLE) {
            InetSocketAddress address = backend.addresses().get(0);
            return "The service " + name + " is not reachable: the connection to " + address.getHostString() + ":"
                    + address.getPort() + " was refused, or nobody answered there in time.";
        }
        return "The service " + name + " ended the connection before it answered (" + end
                + "); what it was asked for may" + " have been done.";
    }

    /** Nobody waits for this answer any more. The connection cannot be used again, since its order would be wrong. */
    void giveUp(Answer answer) {
        LineConnection open;
        synchronized (this) {
            if (waiting != answer) {
                return;
            }
            waiting = null;
            open = connection;
        }
        if (open != null) {
            open.close();
        }
    }

    /** Ends it. */
    void end() {
        LineConnection open;
        synchronized (this) {
            open = connection;
        }
        if (open != null) {
            open.end();
        }
    }
}
