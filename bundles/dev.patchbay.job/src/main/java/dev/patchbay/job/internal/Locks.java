package dev.patchbay.job.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who has locked what. A lock is on a resource and everything below it. It is kept by name: it outlives the removal of
 * its resource. Not thread-safe.
 */
final class Locks {

    private final ResourceGraph graph;

    /** By job. */
    private final Map<Long, Collection<String>> held = new HashMap<>();

    /** What is in {@link #held}, and how many of them are below each resource. */
    private final Set<String> locked = new HashSet<>();

    private final Map<String, Integer> lockedBelow = new HashMap<>();

    Locks(ResourceGraph graph) {
        this.graph = graph;
    }

    boolean areFree(Collection<String> names) {
        return names.stream().allMatch(this::isFree);
    }

    /** Whether nobody has locked it, nor something above or below it. */
    boolean isFree(String name) {
        return !locked.contains(name)
                && !lockedBelow.containsKey(name)
                && Collections.disjoint(graph.ancestors(name), locked);
    }

    void take(long job, Collection<String> names) {
        held.put(job, names);
        names.forEach(this::count);
    }

    void release(long job) {
        Collection<String> names = held.remove(job);
        if (names != null) {
            names.forEach(this::discount);
        }
    }

    /** Locks follow a resource that is given another name. */
    void rename(String from, String to) {
        held.replaceAll((job, names) -> {
            List<String> next = new ArrayList<>(names);
            Collections.replaceAll(next, from, to);
            return next;
        });
        recount();
    }

    /** After the graph changed. */
    void recount() {
        locked.clear();
        lockedBelow.clear();
        held.values().forEach(names -> names.forEach(this::count));
    }

    private void count(String name) {
        locked.add(name);
        graph.ancestors(name).forEach(above -> lockedBelow.merge(above, 1, Integer::sum));
    }

    private void discount(String name) {
        locked.remove(name);
        graph.ancestors(name)
                .forEach(above -> lockedBelow.computeIfPresent(above, (any, count) -> count == 1 ? null : count - 1));
    }
}
