package dev.patchbay.cluster.nats.internal;

import io.nats.client.AuthenticationException;
import io.nats.client.Connection;
import io.nats.client.ConnectionListener;
import io.nats.client.Consumer;
import io.nats.client.ErrorListener;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection to whichever server answers: made as soon as one is there, and again for ever. jnats reconnects by
 * itself; where it gives up, and before the first time, the uplink's own thread tries.
 */
final class Uplink {

    /** Is told of connections. */
    interface Tenant {

        /** A new connection, on which nothing is subscribed yet; on the uplink's thread. */
        void prepare(Connection connection);

        /** Messages go through, for the first time or again; any thread. */
        void connected();
    }

    /** What the operator was told last. */
    private enum State {
        STARTING,
        CONNECTED,
        AWAY,
        REFUSED
    }

    private static final Logger LOG = LoggerFactory.getLogger(Uplink.class);

    private static final Duration GOODBYE_TIMEOUT = Duration.ofSeconds(1);
    private static final int CLOSE_TIMEOUT_IN_MS = 3_000;

    private final Options options;
    private final Tenant tenant;
    private final Thread thread;

    /** Released when jnats has given up. */
    private final Semaphore lost = new Semaphore(0);

    private volatile @Nullable Connection connection;
    private volatile boolean closing;
    private volatile @Nullable String problem;
    private State told = State.STARTING;

    Uplink(Options.Builder options, Tenant tenant) {
        this.options = options.connectionListener((connection, event) -> happened(connection, event))
                .errorListener(new Errors())
                .build();
        this.tenant = tenant;
        this.thread = new Thread(null, this::work, "patchbay-nats-connect", 0, false);
    }

    void start() {
        thread.start();
    }

    /** Null before the first one. */
    @Nullable
    Connection connection() {
        return connection;
    }

    boolean isConnected() {
        Connection current = connection;
        return current != null && current.getStatus() == Connection.Status.CONNECTED;
    }

    private void work() {
        try {
            while (true) {
                Connection made = connect();
                tenant.prepare(made);
                connection = made;
                if (closing) { // close() may have looked before this one was there
                    made.close();
                    return;
                }
                tell(State.CONNECTED, made.getConnectedUrl());
                tenant.connected();
                while (made.getStatus() != Connection.Status.CLOSED) {
                    lost.acquire();
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("No connection to a NATS server is made any more.");
        }
    }

    private Connection connect() throws InterruptedException {
        while (!closing) {
            problem = null;
            try {
                return Nats.connect(options);
            } catch (AuthenticationException e) {
                tell(State.REFUSED, String.valueOf(e.getMessage()));
            } catch (IOException e) {
                String cause = problem;
                tell(State.AWAY, cause == null ? String.valueOf(e.getMessage()) : cause);
            }
            Thread.sleep(options.getReconnectWait().toMillis()
                    + ThreadLocalRandom.current()
                            .nextLong(options.getReconnectJitter().toMillis() + 1));
        }
        throw new InterruptedException("Closing");
    }

    private void happened(@Nullable Connection about, ConnectionListener.Events event) {
        if (closing || about == null || about != connection) {
            return;
        }
        switch (event) {
            case DISCONNECTED -> tell(State.AWAY, problem == null ? "The connection was lost." : problem);
            case RESUBSCRIBED -> {
                problem = null;
                tell(State.CONNECTED, about.getConnectedUrl());
                tenant.connected();
            }
            case CLOSED -> lost.release();
            default -> LOG.debug("The connection to the NATS server: {}", event);
        }
    }

    private synchronized void tell(State now, @Nullable String detail) {
        if (now == told || closing) {
            return;
        }
        told = now;
        switch (now) {
            case CONNECTED -> LOG.info("Connected to the NATS server {}.", detail);
            case AWAY ->
                LOG.warn("No NATS server of {} can be reached; it is tried for ever. {}", options.getServers(), detail);
            case REFUSED ->
                LOG.error(
                        "The NATS server refuses this node; correct user name, password, token or credentials in section"
                                + " nats. {}",
                        detail);
            default -> throw new IllegalStateException("Not to be told: " + now);
        }
    }

    /** Sends a last message where that is possible, then ends the connection and the thread. */
    void close(String subject, byte[] bye) {
        closing = true;
        thread.interrupt();
        Connection current = connection;
        try {
            if (current != null) {
                sayGoodbye(current, subject, bye);
                current.close();
            }
            thread.join(CLOSE_TIMEOUT_IN_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void sayGoodbye(Connection current, String subject, byte[] bye) throws InterruptedException {
        if (!isConnected()) {
            return;
        }
        try {
            current.publish(subject, bye);
            current.flush(GOODBYE_TIMEOUT);
        } catch (TimeoutException | IllegalStateException e) {
            LOG.debug("The others were not told that this node leaves.", e);
        }
    }

    /** What jnats complains of. */
    private final class Errors implements ErrorListener {

        @Override
        public void errorOccurred(Connection connection, String error) {
            if (!closing && isConnected()) {
                LOG.warn("The NATS server complains: {}", error);
            }
            problem = error;
        }

        @Override
        public void exceptionOccurred(Connection connection, Exception e) {
            LOG.debug("The connection to the NATS server failed.", e);
            problem = e.toString();
        }

        @Override
        public void slowConsumerDetected(Connection connection, Consumer consumer) {
            LOG.warn("This node is too slow for what the cluster sends; events are lost until it has caught up.");
        }
    }
}
