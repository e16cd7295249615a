package dev.patchbay.event.internal;

import dev.patchbay.event.Demand;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * Who wants to hear what, from the call that subscribes to the one that closes, and who watches that. Thread-safe, never
 * blocks: watchers are told on threads of their own.
 */
final class Audience {

    private static final int MAX_NAMES = 1_000;

    private final Executor threads;

    /** What each hearer wants; guarded by this, as are the watches. */
    private final Map<Object, MaskSet> hearers = new IdentityHashMap<>();

    private final Set<DemandWatch> watches = new LinkedHashSet<>();

    /** Whether names that were asked for are wanted, as the hearers are now; written under the lock. */
    private final Map<String, Boolean> wanted = new ConcurrentHashMap<>();

    private boolean isClosed;

    Audience(Executor threads) {
        this.threads = threads;
    }

    /** Somebody comes. */
    synchronized void join(Object hearer, MaskSet masks) {
        hearers.put(hearer, masks);
        shift(MaskSet.EMPTY, masks);
    }

    /** Somebody wants to hear other things than before; nothing happens when he is not here. */
    synchronized void change(Object hearer, MaskSet masks) {
        MaskSet former = hearers.replace(hearer, masks);
        if (former != null) {
            shift(former, masks);
        }
    }

    /** Somebody leaves; harmless when repeated. */
    synchronized void leave(Object hearer) {
        MaskSet former = hearers.remove(hearer);
        if (former != null) {
            shift(former, MaskSet.EMPTY);
        }
    }

    private void shift(MaskSet before, MaskSet after) {
        wanted.clear();
        watches.forEach(watch -> watch.shift(before, after));
    }

    /** Whether anybody would hear an event of that name. */
    boolean isWanted(String name) {
        Boolean known = wanted.get(name);
        return known == null ? find(name) : known;
    }

    private synchronized boolean find(String name) {
        boolean found = hearers.values().stream().anyMatch(masks -> masks.matches(name));
        if (wanted.size() >= MAX_NAMES) {
            wanted.clear();
        }
        wanted.put(name, found);
        return found;
    }

    /** How many would hear an event of that name. */
    synchronized int count(String name) {
        return (int)
                hearers.values().stream().filter(masks -> masks.matches(name)).count();
    }

    /** Tells from now on whether one of the names is wanted, beginning with how it is now. */
    synchronized DemandWatch watch(Collection<String> names, Demand demand) {
        DemandWatch watch = new DemandWatch(names, demand, threads, this::forget);
        if (!isClosed) {
            watches.add(watch);
            hearers.values().forEach(masks -> watch.shift(MaskSet.EMPTY, masks));
        }
        return watch;
    }

    private synchronized void forget(DemandWatch watch) {
        watches.remove(watch);
    }

    /** Ends all watches and begins none any more. */
    synchronized void close() {
        isClosed = true;
        Set.copyOf(watches).forEach(DemandWatch::close);
    }
}
