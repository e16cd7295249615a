package dev.patchbay.endpoint.spi;

import dev.patchbay.endpoint.CloseCode;
import dev.patchbay.endpoint.Connection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.osgi.annotation.versioning.ConsumerType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An endpoint that knows who is connected, keeps something about each connection, and can be switched off. Extend it, override
 * the hooks you need, publish it as an {@link Endpoint}.
 *
 * <p>For each connection: {@link #newData}, {@link #onConnect}, any number of {@link #onText} and {@link #onBinary},
 * {@link #onDisconnect}; one call at a time, but for a disabling, which may call the last while a message is still being
 * handled. On an I/O thread, where nothing may block, or with {@code mayBlock} on a worker thread. Hooks of different
 * connections run at the same time. What {@link #newData} or a message's hook throws closes that connection with 1011; what
 * {@link #onConnect} or {@link #onDisconnect} throws is logged. No other connection notices.
 *
 * @param <D> what is kept about each connection; must be thread-safe if it changes
 */
@ConsumerType
public abstract class EndpointServer<D> implements Endpoint {

    private static final Logger LOG = LoggerFactory.getLogger(EndpointServer.class);

    /** In the order of arrival; guarded by itself, hooks are called outside. */
    private final Map<Connection, Receiver> open = new LinkedHashMap<>();

    private volatile boolean enabled = true;

    /** What is kept about a connection that has just been opened; no hook follows when the endpoint is disabled meanwhile. */
    protected abstract D newData(Connection connection);

    /** A client has come. */
    protected void onConnect(Connection connection, D data) {}

    /** It has gone, or the endpoint was disabled; exactly once, and it is not in {@link #connections} any more. */
    protected void onDisconnect(Connection connection, D data) {}

    /** A whole text message; unless overridden it is ignored. */
    protected void onText(Connection connection, D data, String text) {}

    /** A whole binary message, the receiver's own; unless overridden it is ignored. */
    protected void onBinary(Connection connection, D data, byte[] payload) {}

    /** Who is connected, oldest first: a snapshot; the data are the live ones. From any thread. */
    public final Map<Connection, D> connections() {
        Map<Connection, D> snapshot = new LinkedHashMap<>();
        synchronized (open) {
            open.forEach((connection, receiver) -> snapshot.put(connection, receiver.data));
        }
        return Collections.unmodifiableMap(snapshot);
    }

    @Override
    public final boolean isEnabled() {
        return enabled;
    }

    /**
     * Lets clients in, or closes every connection with 1001 and refuses further ones with 403. From any thread, at once; calls
     * {@link #onDisconnect} for each before it returns, but for those whose {@link #onConnect} has not returned: theirs follows it.
     */
    public final void setEnabled(boolean now) {
        Map<Connection, Receiver> leaving;
        synchronized (open) {
            enabled = now;
            leaving = now ? Map.of() : new LinkedHashMap<>(open);
        }
        leaving.forEach((connection, receiver) -> {
            receiver.leave(connection);
            connection.close(CloseCode.GOING_AWAY, "");
        });
    }

    @Override
    public final MessageReceiver open(Connection connection) {
        Receiver receiver = new Receiver(newData(connection));
        if (enter(connection, receiver)) {
            receiver.connected(connection);
        } else {
            connection.close(CloseCode.GOING_AWAY, "");
        }
        return receiver;
    }

    /** False when it was disabled since the client was let in. */
    private boolean enter(Connection connection, Receiver receiver) {
        synchronized (open) {
            if (enabled) {
                open.put(connection, receiver);
                receiver.present = true;
            }
            return enabled;
        }
    }

    /** Hands on what one connection receives, as long as it is in the table. */
    private final class Receiver implements MessageReceiver {

        private final D data;
        private volatile boolean present;

        /** Whether its connect hook has yet to return, and whether it left before that. Guarded by the table. */
        private boolean connecting = true;

        private boolean leftEarly;

        Receiver(D data) {
            this.data = data;
        }

        void connected(Connection connection) {
            try {
                onConnect(connection, data);
            } catch (Throwable e) { // bundles of another build throw errors, other languages anything
                LOG.error("The connect hook of {} failed; the client stays connected", connection.id(), e);
            }
            if (hasLeftEarly()) {
                disconnected(connection);
            }
        }

        private boolean hasLeftEarly() {
            synchronized (open) {
                connecting = false;
                return leftEarly;
            }
        }

        void leave(Connection connection) {
            synchronized (open) {
                if (!open.remove(connection, this)) {
                    return;
                }
                present = false;
                leftEarly = connecting;
                if (leftEarly) {
                    return; // its disconnect hook follows its connect hook, on that thread
                }
            }
            disconnected(connection);
        }

        private void disconnected(Connection connection) {
            try {
                onDisconnect(connection, data);
            } catch (Throwable e) { // as above; the others are still to be told
                LOG.error("The disconnect hook of {} failed", connection.id(), e);
            }
        }

        @Override
        public void onText(Connection connection, String text) {
            if (present) {
                EndpointServer.this.onText(connection, data, text);
            }
        }

        @Override
        public void onBinary(Connection connection, byte[] payload) {
            if (present) {
                EndpointServer.this.onBinary(connection, data, payload);
            }
        }

        @Override
        public void onClosed(Connection connection, int code, String reason) {
            leave(connection);
        }
    }
}
