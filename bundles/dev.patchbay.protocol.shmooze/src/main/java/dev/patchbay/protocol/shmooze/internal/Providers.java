package dev.patchbay.protocol.shmooze.internal;

import dev.patchbay.rpc.spi.ProviderName;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.osgi.framework.ServiceReference;

/** The namespaces this node has providers for. Thread-safe. */
final class Providers {

    /** Longer than calls may be running on what left, and wait for its successor. */
    private static final long EXPECTED_IN_NANOS = TimeUnit.SECONDS.toNanos(20);

    private final LongSupplier nanoTime;

    /** What each service is called; one may change its name. Guarded by this. */
    private final Map<ServiceReference<?>, String> names = new HashMap<>();

    /** How many services have a name. Written under the lock, read without it. */
    private final Map<String, Integer> counts = new ConcurrentHashMap<>();

    /** When the last one of a name left; as above. */
    private final Map<String, Long> departures = new ConcurrentHashMap<>();

    Providers(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** A service has come, or its properties have changed. */
    synchronized void put(ServiceReference<?> reference) {
        remove(reference);
        if (reference.getProperty(ProviderName.PROPERTY) instanceof String name) {
            names.put(reference, name);
            counts.merge(name, 1, Integer::sum);
            departures.remove(name);
        }
    }

    /** A service has left. */
    synchronized void remove(ServiceReference<?> reference) {
        String name = names.remove(reference);
        if (name != null && counts.computeIfPresent(name, (any, count) -> count == 1 ? null : count - 1) == null) {
            departures.values().removeIf(this::isLongAgo);
            departures.put(name, nanoTime.getAsLong());
        }
    }

    /** Whether there is one. */
    boolean isThere(String name) {
        return counts.containsKey(name);
    }

    /** Whether there is one, or was a moment ago: then the dispatcher may still wait for its successor. */
    boolean isExpected(String name) {
        if (isThere(name)) {
            return true;
        }
        Long departure = departures.get(name);
        return departure != null && !isLongAgo(departure);
    }

    private boolean isLongAgo(long departure) {
        return nanoTime.getAsLong() - departure > EXPECTED_IN_NANOS;
    }
}
