package dev.patchbay.plugin.internal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The points where plugins have a say in what others do. Thread-safe; no lock is held while anybody is asked. */
final class Hooks {

    private static final Logger LOG = LoggerFactory.getLogger(Hooks.class);

    private record Attached(String hook, Predicate<List<@Nullable Object>> function) {}

    /** Guarded by this, as the one below. */
    private final Set<String> names = new HashSet<>();

    /** In the order of attaching; whoever comes before the hook waits for it here. */
    private final List<Attached> attached = new ArrayList<>();

    /** @throws IllegalArgumentException when another plugin has that name */
    synchronized AutoCloseable register(String name) {
        if (!names.add(name)) {
            throw new IllegalArgumentException("Expected a hook nobody has registered, got '" + name + "'");
        }
        return () -> unregister(name);
    }

    private synchronized void unregister(String name) {
        names.remove(name);
    }

    synchronized AutoCloseable attach(String name, Predicate<List<@Nullable Object>> function) {
        Attached one = new Attached(name, function);
        attached.add(one);
        return () -> detach(one);
    }

    private synchronized void detach(Attached one) {
        attached.remove(one);
    }

    /** See {@link dev.patchbay.plugin.PluginDispatcher#runHook}. */
    boolean run(String name, List<@Nullable Object> args) {
        for (Attached one : attachedTo(name)) {
            if (!says(one, args)) {
                return false;
            }
        }
        return true;
    }

    private synchronized List<Attached> attachedTo(String name) {
        if (!names.contains(name)) {
            throw new IllegalArgumentException("Expected a hook that somebody has registered, got '" + name + "'");
        }
        return attached.stream().filter(one -> one.hook().equals(name)).toList();
    }

    private static boolean says(Attached one, List<@Nullable Object> args) {
        try {
            return one.function().test(args);
        } catch (RuntimeException | LinkageError e) {
            LOG.warn("{} failed when hook '{}' asked it; that counts as no", one.function(), one.hook(), e);
            return false;
        }
    }
}
