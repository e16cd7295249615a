package dev.patchbay.protocol.moduleserver.internal;

import dev.patchbay.line.LineConnection;
import dev.patchbay.line.LineListener;
import dev.patchbay.worker.Workers;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All clients that are connected, and what they share. Thread-safe. */
final class Clients {

    /** How often to look for those that are late, in milliseconds. A timer for each would cost more than its request. */
    static final long LOOK_EVERY_MS = 50;

    /** For taking an answer; who takes longer does not want it, and others wait for the worker. */
    private static final long TAKEN_IN_MS = 30_000;

    private static final Logger LOG = LoggerFactory.getLogger(Clients.class);

    private final Workers workers;
    private final Reception reception;
    private final Executor coders;
    private final Executor reloaders;
    private final LongSupplier clockInNs;

    /** Those whose end has not been told; added and removed on I/O threads. */
    private final Set<ClientConnection> open = ConcurrentHashMap.newKeySet();

    private volatile ModuleServerSettings settings;

    /**
     * Has no clients.
     *
     * @param coders read and write what is large
     * @param reloaders reload, which blocks them
     */
    Clients(
            Workers workers,
            Executor coders,
            Executor reloaders,
            LongSupplier clockInNs,
            ModuleServerSettings settings) {
        this.workers = workers;
        this.reception = new Reception(workers);
        this.coders = coders;
        this.reloaders = reloaders;
        this.clockInNs = clockInNs;
        this.settings = settings;
    }

    /** The settings hold for whatever is waited for from now on. */
    void apply(ModuleServerSettings next) {
        settings = next;
    }

    ModuleServerSettings settings() {
        return settings;
    }

    LineListener accept(LineConnection connection) {
        ClientConnection client = new ClientConnection(connection, this);
        open.add(client);
        connection.next();
        return client;
    }

    void remove(ClientConnection client) {
        open.remove(client);
    }

    int size() {
        return open.size();
    }

    /** Ends those that are late. */
    void expire() {
        long now = clockInNs.getAsLong();
        for (ClientConnection client : open) {
            try {
                client.expire(now);
            } catch (RuntimeException e) {
                LOG.error("A client that is late could not be ended", e);
            }
        }
    }

    Workers workers() {
        return workers;
    }

    Reception reception() {
        return reception;
    }

    Executor coders() {
        return coders;
    }

    Executor reloaders() {
        return reloaders;
    }

    long helloDueInNs() {
        return in(settings.helloInMs());
    }

    long requestDueInNs() {
        return in(settings.requestInMs());
    }

    long takenDueInNs() {
        return in(TAKEN_IN_MS);
    }

    private long in(long delayInMs) {
        return clockInNs.getAsLong() + TimeUnit.MILLISECONDS.toNanos(delayInMs);
    }
}
