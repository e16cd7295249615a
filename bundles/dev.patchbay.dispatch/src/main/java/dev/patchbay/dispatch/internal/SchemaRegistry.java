package dev.patchbay.dispatch.internal;

import dev.patchbay.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The schema definitions by name; of several with one name that of the largest reference counts. Thread-safe. */
final class SchemaRegistry {

    private record Entry(Comparable<Object> reference, Map<String, @Nullable Object> schema) {}

    /** Best first; guarded by this. */
    private final Map<String, List<Entry>> entries = new TreeMap<>();

    private volatile Map<String, Map<String, @Nullable Object>> definitions = GeneralDefinitions.BY_NAME;

    /** The same map until something changes. */
    Map<String, Map<String, @Nullable Object>> definitions() {
        return definitions;
    }

    String hash() {
        try {
            byte[] document = Json.write(definitions).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(document));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** Whether that changed what counts, as all below. */
    @SuppressWarnings("unchecked")
    synchronized boolean add(String name, Comparable<?> reference, Map<String, @Nullable Object> schema) {
        entries.computeIfAbsent(name, any -> new ArrayList<>()).add(new Entry((Comparable<Object>) reference, schema));
        return reorder(name);
    }

    synchronized boolean remove(String name, Comparable<?> reference) {
        List<Entry> list = entries.getOrDefault(name, new ArrayList<>());
        list.removeIf(entry -> entry.reference().equals(reference));
        if (list.isEmpty()) {
            entries.remove(name);
        }
        return reorder(name);
    }

    synchronized boolean reorder(String name) {
        List<Entry> list = entries.getOrDefault(name, new ArrayList<>());
        list.sort(Comparator.<Entry, Comparable<Object>>comparing(Entry::reference)
                .reversed());
        Map<String, @Nullable Object> best = list.isEmpty()
                ? GeneralDefinitions.BY_NAME.get(name)
                : list.get(0).schema();
        Map<String, Map<String, @Nullable Object>> next = new TreeMap<>(definitions);
        if (best == null) {
            next.remove(name);
        } else {
            next.put(name, best);
        }
        boolean changed = !next.equals(definitions);
        if (changed) {
            definitions = Collections.unmodifiableMap(next);
        }
        return changed;
    }
}
