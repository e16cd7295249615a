package dev.patchbay.module.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Tells what a module says of itself: the first at once, what follows together, at most once in each interval. */
final class ParameterNews {

    private final News news;
    private final Equipment equipment;
    private final long intervalInMs;

    /** Guarded by this: what was set and not told yet. */
    private final Map<String, @Nullable Object> set = new LinkedHashMap<>();

    /** Guarded by this: what was unset and not told yet. */
    private final Set<String> unset = new LinkedHashSet<>();

    /** Guarded by this: whether it will be told soon. */
    private boolean isDue;

    /** Guarded by this: when something was told last. */
    private long toldInNanos;

    /** Guarded by this: whether the module has been told of, so that this may be. */
    private boolean isOpen;

    ParameterNews(News news, Equipment equipment, long intervalInMs) {
        this.news = news;
        this.equipment = equipment;
        this.intervalInMs = intervalInMs;
        this.toldInNanos = System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(intervalInMs);
    }

    /** From now on it is told. */
    synchronized void open() {
        isOpen = true;
        schedule();
    }

    /** From now on nothing is told. */
    synchronized void close() {
        isOpen = false;
        isDue = true;
        set.clear();
        unset.clear();
    }

    synchronized void set(Map<String, @Nullable Object> parameters) {
        if (news.announcer().areParametersWanted()) {
            unset.removeAll(parameters.keySet());
            set.putAll(parameters);
            schedule();
        }
    }

    synchronized void unset(Collection<String> names) {
        if (news.announcer().areParametersWanted()) {
            set.keySet().removeAll(names);
            unset.addAll(names);
            schedule();
        }
    }

    private void schedule() {
        if (isDue || !isOpen || (set.isEmpty() && unset.isEmpty())) {
            return;
        }
        isDue = true;
        long pausedInMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - toldInNanos);
        if (pausedInMs >= intervalInMs) {
            tellOnAnotherThread();
        } else {
            equipment.clock().later(intervalInMs - pausedInMs, this::tellOnAnotherThread);
        }
    }

    private void tellOnAnotherThread() {
        equipment.threads().tryExecute(this::tell);
    }

    private void tell() {
        Map<String, @Nullable Object> nowSet;
        List<String> nowUnset;
        synchronized (this) {
            if (!isOpen) {
                return;
            }
            nowSet = new LinkedHashMap<>(set);
            nowUnset = new ArrayList<>(unset);
            set.clear();
            unset.clear();
            toldInNanos = System.nanoTime();
        }
        news.parameters(nowSet, nowUnset);
        synchronized (this) {
            isDue = !isOpen;
            schedule();
        }
    }
}
