package dev.patchbay.dispatch.internal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Who answers to which name, and the hand-over between versions.
 *
 * <p>A candidate is removed by name <em>and</em> reference, so that a predecessor that leaves late never takes its
 * successor away. A name whose last candidate left is remembered for the grace time; calls for it wait that long for
 * a successor.
 *
 * @param <T> what a call needs
 */
final class Registry<T> {

    /** Gets exactly one of its two calls, once. */
    interface Seeker<T> {

        /** Somebody answers to the name; the seeker is on him and must release him. */
        void found(Candidate<T> candidate);

        /** Nobody does, nor came in time. */
        void missing();

        /** Nobody does, and too many wait already. */
        void tooManyWaiting();
    }

    /** Largest reference first: that is how OSGi orders by ranking, then by age. */
    private static final Comparator<Candidate<?>> BEST_FIRST = Comparator.<Candidate<?>, Comparable<Object>>comparing(
                    Registry::key)
            .reversed();

    private final ScheduledExecutorService timer;
    private volatile int maxWaiting;
    private volatile long graceInNanos;

    /** Best candidate first; lists are replaced, never changed, so that calls read without the lock. */
    private final Map<String, List<Candidate<T>>> candidates = new ConcurrentHashMap<>();

    /** When the last candidate of a name left; guarded by this. */
    private final Map<String, Long> departures = new HashMap<>();

    /** Who waits for a successor; guarded by this. */
    private final Map<String, Queue<Seeker<T>>> waiting = new HashMap<>();

    private int waitingCount;

    Registry(ScheduledExecutorService timer, long graceInMs, int maxWaiting) {
        this.timer = timer;
        limit(graceInMs, maxWaiting);
    }

    /** For what comes from now on; who waits already does so as long as he was to. */
    final void limit(long graceInMs, int maxWaiting) {
        this.maxWaiting = maxWaiting;
        this.graceInNanos = TimeUnit.MILLISECONDS.toNanos(graceInMs);
    }

    @SuppressWarnings("unchecked")
    private static Comparable<Object> key(Candidate<?> candidate) {
        return (Comparable<Object>) candidate.reference();
    }

    void add(String name, Candidate<T> candidate) {
        Collection<Seeker<T>> resumed;
        synchronized (this) {
            List<Candidate<T>> list = new ArrayList<>(candidates.getOrDefault(name, List.of()));
            list.add(candidate);
            list.sort(BEST_FIRST);
            candidates.put(name, list);
            departures.remove(name);
            resumed = stopWaiting(name);
        }
        resumed.forEach(seeker -> find(name, seeker));
    }

    /** Puts the best first again after a ranking changed. */
    synchronized void reorder(String name) {
        candidates.computeIfPresent(
                name, (any, list) -> list.stream().sorted(BEST_FIRST).toList());
    }

    /**
     * Takes a candidate off the name; calls on it go on. New calls wait for a successor, without an end until
     * {@link #startGrace} is called.
     *
     * @return the candidate, or null when it is not there
     */
    synchronized @Nullable Candidate<T> remove(String name, Comparable<?> reference) {
        List<Candidate<T>> list = new ArrayList<>(candidates.getOrDefault(name, List.of()));
        Candidate<T> leaving = list.stream()
                .filter(candidate -> candidate.reference().equals(reference))
                .findFirst()
                .orElse(null);
        if (leaving == null) {
            return null;
        }
        leaving.leave();
        list.remove(leaving);
        if (list.isEmpty()) {
            candidates.remove(name);
            departures.put(name, leaving.leftAt());
        } else {
            candidates.put(name, list);
        }
        return leaving;
    }

    /** The calls on what left have ended, which may have taken long: from now on the grace time runs. */
    void startGrace(String name, Candidate<T> left) {
        long departure = left.leftAt();
        Future<?> unused = timer.schedule(() -> forget(name, departure), graceInNanos, TimeUnit.NANOSECONDS);
    }

    private void forget(String name, long departure) {
        Collection<Seeker<T>> disappointed;
        synchronized (this) {
            if (!departures.remove(name, departure)) {
                return; // somebody came, or left again, since
            }
            disappointed = stopWaiting(name);
        }
        disappointed.forEach(Seeker::missing);
    }

    private Collection<Seeker<T>> stopWaiting(String name) {
        Queue<Seeker<T>> queue = waiting.remove(name);
        if (queue == null) {
            return List.of();
        }
        waitingCount -= queue.size();
        return queue;
    }

    /** Finds who answers to the name, now or when he comes within the grace time. Never blocks. */
    void find(String name, Seeker<T> seeker) {
        Candidate<T> candidate = acquire(name);
        if (candidate != null) {
            seeker.found(candidate);
        } else {
            findOrWait(name, seeker);
        }
    }

    private void findOrWait(String name, Seeker<T> seeker) {
        Candidate<T> candidate;
        boolean isExpected;
        synchronized (this) {
            candidate = acquire(name);
            isExpected = departures.containsKey(name);
            if (candidate == null && isExpected && waitingCount < maxWaiting) {
                waiting.computeIfAbsent(name, any -> new ArrayDeque<>()).add(seeker);
                waitingCount++;
                return;
            }
        }
        if (candidate != null) {
            seeker.found(candidate);
        } else if (isExpected) {
            seeker.tooManyWaiting();
        } else {
            seeker.missing();
        }
    }

    /** No longer waits, if it still did. */
    synchronized boolean giveUp(String name, Seeker<T> seeker) {
        Queue<Seeker<T>> queue = waiting.get(name);
        if (queue == null || !queue.remove(seeker)) {
            return false;
        }
        waitingCount--;
        return true;
    }

    private @Nullable Candidate<T> acquire(String name) {
        List<Candidate<T>> list = candidates.get(name);
        if (list == null) {
            return null;
        }
        for (Candidate<T> candidate : list) {
            if (candidate.acquire()) {
                return candidate;
            }
        }
        return null;
    }

    /** Who answers to each name now, sorted by name. */
    Map<String, T> answering() {
        Map<String, T> answering = new TreeMap<>();
        candidates.forEach((name, list) -> answering.put(name, list.get(0).target()));
        return answering;
    }
}
