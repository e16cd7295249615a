package dev.patchbay.module.internal;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a module said of itself, by name. Thread-safe. */
final class Parameters {

    /** How much a module may say, as {@link Weight} counts. */
    static final long MOST = 16L << 20;

    /** Guarded by this. */
    private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

    /** Guarded by this. */
    private long weight;

    /** Guarded by this: the values as somebody asked for them since they changed; null when nobody did. */
    private @Nullable Map<String, @Nullable Object> snapshot;

    /** Adds or replaces; false when it is too much now. */
    synchronized boolean set(Map<String, @Nullable Object> changes) {
        changes.forEach((name, value) -> {
            weight += Weight.of(name, value) - weightOf(name);
            values.put(name, value);
        });
        snapshot = null;
        return weight <= MOST;
    }

    synchronized void unset(Collection<String> names) {
        names.forEach(this::unset);
        snapshot = null;
    }

    private void unset(String name) {
        weight -= weightOf(name);
        values.remove(name);
    }

    private long weightOf(String name) {
        return values.containsKey(name) ? Weight.of(name, values.get(name)) : 0;
    }

    /** All of them, as they are now; unmodifiable. */
    synchronized Map<String, @Nullable Object> all() {
        Map<String, @Nullable Object> all = snapshot;
        if (all == null) {
            all = Collections.unmodifiableMap(new LinkedHashMap<>(values));
            snapshot = all;
        }
        return all;
    }

    /** Those of these names that there are, in the order of the names. */
    synchronized Map<String, @Nullable Object> of(Collection<String> names) {
        Map<String, @Nullable Object> some = new LinkedHashMap<>();
        for (String name : names) {
            if (values.containsKey(name)) {
                some.put(name, values.get(name));
            }
        }
        return some;
    }
}
