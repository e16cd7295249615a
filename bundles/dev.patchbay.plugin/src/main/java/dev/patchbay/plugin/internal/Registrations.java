package dev.patchbay.plugin.internal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one plugin has registered and how each of that is removed. Thread-safe; no lock is held while others are called. */
final class Registrations {

    private static final Logger LOG = LoggerFactory.getLogger(Registrations.class);

    /** What a registration is known by. */
    record Key(String kind, Object name) {}

    /** Holds a name while its registration is under way. */
    private static final AutoCloseable UNDER_WAY = () -> {};

    private final String plugin;

    /** Oldest first; guarded by itself, as is {@link #isClosed}. */
    private final Map<Key, AutoCloseable> open = new LinkedHashMap<>();

    private boolean isClosed;

    Registrations(String plugin) {
        this.plugin = plugin;
    }

    /**
     * Registers something.
     *
     * @param registering does so, and says how it is removed
     * @throws IllegalArgumentException when something is registered by that key
     * @throws IllegalStateException when the plugin is not in use any more
     */
    void add(Key key, Supplier<? extends AutoCloseable> registering) {
        reserve(key);
        try {
            settle(key, registering.get());
        } catch (RuntimeException | Error e) {
            forget(key);
            throw e;
        }
    }

    private void reserve(Key key) {
        synchronized (open) {
            if (isClosed) {
                throw left();
            }
            if (open.putIfAbsent(key, UNDER_WAY) != null) {
                throw new IllegalArgumentException("Expected a " + key.kind() + " that plugin '" + plugin
                        + "' has not registered yet, got '" + key.name() + "'; unregister the former first");
            }
        }
    }

    private void settle(Key key, AutoCloseable removal) {
        synchronized (open) {
            if (!isClosed) {
                open.put(key, removal);
                return;
            }
        }
        remove(key, removal);
        throw left();
    }

    private IllegalStateException left() {
        return new IllegalStateException(
                "Plugin '" + plugin + "' is not initialised any more, so nothing can be registered in its name");
    }

    private AutoCloseable forget(Key key) {
        synchronized (open) {
            AutoCloseable removal = open.remove(key);
            return removal == null ? UNDER_WAY : removal;
        }
    }

    /** What is registered by a key. @throws IllegalArgumentException when there is nothing */
    AutoCloseable get(Key key) {
        synchronized (open) {
            AutoCloseable removal = open.get(key);
            if (removal != null && removal != UNDER_WAY) {
                return removal;
            }
        }
        throw new IllegalArgumentException(
                "Expected a " + key.kind() + " that plugin '" + plugin + "' has registered, got '" + key.name() + "'");
    }

    /**
     * Has something go by another key.
     *
     * @param renaming does so
     * @throws IllegalArgumentException when something is registered by the new key already
     */
    void rename(Key from, Key to, Runnable renaming) {
        AutoCloseable removal = get(from);
        add(to, () -> {
            renaming.run();
            return removal;
        });
        forget(from);
    }

    /** Removes something; harmless when it is not there. */
    void remove(Key key) {
        remove(key, forget(key));
    }

    private void remove(Key key, AutoCloseable removal) {
        try {
            removal.close();
        } catch (Exception e) {
            LOG.warn("The {} '{}' of plugin '{}' could not be removed in order", key.kind(), key.name(), plugin, e);
        }
    }

    /** Removes all there is, the newest first, and takes nothing more. */
    void close() {
        List<Key> keys;
        synchronized (open) {
            isClosed = true;
            keys = new ArrayList<>(open.keySet());
        }
        Collections.reverse(keys);
        keys.forEach(this::remove);
    }
}
