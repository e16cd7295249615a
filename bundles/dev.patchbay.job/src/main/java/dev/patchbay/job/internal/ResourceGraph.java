package dev.patchbay.job.internal;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What is below what: names in a directed acyclic graph with one root. Not thread-safe. */
final class ResourceGraph {

    static final String ROOT = "root";
    static final String SYSTEM = "system";

    /** By the name of a resource; the root has none. */
    private final Map<String, Set<String>> parents = new TreeMap<>();

    ResourceGraph() {
        parents.put(ROOT, Set.of());
        parents.put(SYSTEM, Set.of(ROOT));
    }

    boolean has(String name) {
        return parents.containsKey(name);
    }

    /** Sorted, without the root. */
    SortedSet<String> names() {
        SortedSet<String> names = new TreeSet<>(parents.keySet());
        names.remove(ROOT);
        return names;
    }

    /** Everything above it, without itself. */
    Set<String> ancestors(String name) {
        Set<String> found = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(parents.getOrDefault(name, Set.of()));
        while (!open.isEmpty()) {
            String next = open.pop();
            if (found.add(next)) {
                open.addAll(parents.getOrDefault(next, Set.of()));
            }
        }
        return found;
    }

    /** Whether locking one of these keeps one of those from being locked. */
    boolean overlap(Collection<String> these, Collection<String> those) {
        return these.stream().anyMatch(one -> those.stream().anyMatch(other -> overlap(one, other)));
    }

    private boolean overlap(String one, String other) {
        return one.equals(other)
                || ancestors(one).contains(other)
                || ancestors(other).contains(one);
    }

    void register(String name, Collection<String> above) {
        if (name.isEmpty() || has(name)) {
            throw new IllegalArgumentException("Expected the name of a new resource, got '" + name
                    + (name.isEmpty() ? "'" : "', which exists; Resources.update moves it"));
        }
        parents.put(name, checked(name, above));
    }

    void update(String name, Collection<String> above) {
        refuseFixed(name);
        refuseUnknown(name);
        Set<String> next = checked(name, above);
        for (String parent : next) {
            if (parent.equals(name) || ancestors(parent).contains(name)) {
                throw new IllegalArgumentException("Expected parents of '" + name + "' that are not below it, got '"
                        + parent + "': resources must not form a cycle");
            }
        }
        parents.put(name, next);
    }

    private Set<String> checked(String name, Collection<String> above) {
        above.stream().filter(parent -> !has(parent)).findFirst().ifPresent(parent -> {
            throw new IllegalArgumentException("Expected existing resources as parents of '" + name + "', got '"
                    + parent + "'; register it first");
        });
        return above.isEmpty() ? Set.of(ROOT) : new LinkedHashSet<>(above);
    }

    void rename(String from, String to) {
        refuseFixed(from);
        refuseUnknown(from);
        if (to.isEmpty() || has(to)) {
            throw new IllegalArgumentException(
                    "Expected a name for '" + from + "' that no resource has, got '" + to + "'");
        }
        parents.put(to, parents.getOrDefault(from, Set.of()));
        parents.remove(from);
        parents.replaceAll((name, above) -> replaced(above, from, to));
    }

    private static Set<String> replaced(Set<String> names, String from, String to) {
        return names.stream().map(name -> name.equals(from) ? to : name).collect(Collectors.toSet());
    }

    /** Removes it, and what would be below nothing without it. */
    void unregister(String name) {
        refuseFixed(name);
        if (parents.remove(name) == null) {
            return;
        }
        Set<String> orphans = new HashSet<>();
        parents.replaceAll((child, above) -> {
            Set<String> rest =
                    above.stream().filter(parent -> !parent.equals(name)).collect(Collectors.toSet());
            if (rest.isEmpty() && !above.isEmpty()) {
                orphans.add(child);
            }
            return rest;
        });
        orphans.forEach(this::unregister);
    }

    private void refuseUnknown(String name) {
        if (!has(name)) {
            throw new IllegalArgumentException("Expected an existing resource, got '" + name + "'");
        }
    }

    private static void refuseFixed(String name) {
        if (name.equals(ROOT) || name.equals(SYSTEM)) {
            throw new IllegalArgumentException("Expected a resource that was registered, got '" + name
                    + "', which is always there and stays as it is");
        }
    }
}
