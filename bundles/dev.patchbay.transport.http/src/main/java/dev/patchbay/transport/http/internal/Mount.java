package dev.patchbay.transport.http.internal;

import dev.patchbay.endpoint.EndpointSettings;
import dev.patchbay.endpoint.spi.Endpoint;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One endpoint at its path: its settings of the moment and the slots its connections take. Thread-safe. */
final class Mount {

    private final Supplier<@Nullable Endpoint> source;
    private final AtomicInteger taken = new AtomicInteger();
    private @Nullable Endpoint endpoint;
    private volatile EndpointSettings settings;
    private volatile boolean retired;

    /** @param source finds the endpoint when the first client comes; null when it has left */
    Mount(EndpointSettings settings, Supplier<@Nullable Endpoint> source) {
        this.settings = settings;
        this.source = source;
    }

    EndpointSettings settings() {
        return settings;
    }

    void change(EndpointSettings newSettings) {
        settings = newSettings;
    }

    /** The endpoint has left for good. */
    void retire() {
        retired = true;
    }

    /** Whether connections may stay open. */
    boolean isServing() {
        return !retired && settings.enabled();
    }

    /** Whether connections may be opened: the endpoint serves, and says so itself. */
    boolean letsIn() {
        Endpoint found = isServing() ? find() : null;
        return found != null && found.isEnabled();
    }

    /**
     * Whether connections that came by a port may stay.
     *
     * @param ownPort as {@link PortConnector} has it
     */
    boolean servesOn(int ownPort) {
        return isServing() && (ownPort == PortConnector.NODE || ownPort == settings.ownPort());
    }

    /** Takes a slot for one connection; false when there is none. Give it back with {@link #release}. */
    boolean reserve() {
        int limit = settings.maxConnections();
        int before = taken.getAndUpdate(count -> limit >= 0 && count >= limit ? count : count + 1);
        return limit < 0 || before < limit;
    }

    void release() {
        taken.decrementAndGet();
    }

    /** How many slots are taken. */
    int taken() {
        return taken.get();
    }

    /** @throws IllegalStateException when it has just left */
    Endpoint endpoint() {
        Endpoint found = find();
        if (found == null) {
            throw new IllegalStateException("The endpoint of " + settings.path() + " has just left");
        }
        return found;
    }

    /** Fetches it once: to give a service back and fetch it again would make a new one for each client. Null when it has left. */
    private synchronized @Nullable Endpoint find() {
        if (endpoint == null) {
            endpoint = source.get();
        }
        return endpoint;
    }
}
