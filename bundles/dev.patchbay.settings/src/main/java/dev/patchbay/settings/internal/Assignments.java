package dev.patchbay.settings.internal;

import dev.patchbay.json.Json;
import dev.patchbay.json.JsonException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The settings given on the command line, {@code http.port=5001}, which go before those of the file: what stands before
 * the last dot is the section, and without a dot it is a key at the top level. A value that is not JSON is text.
 * Immutable.
 */
final class Assignments {

    /** The framework property: one in a line. */
    static final String PROPERTY = "patchbay.set";

    static final Assignments NONE = new Assignments(Map.of());

    /** By the keys that lead to them, in the order of the command line. */
    private final Map<List<String>, @Nullable Object> values;

    private Assignments(Map<List<String>, @Nullable Object> values) {
        this.values = values;
    }

    /** @param lines each with a name, {@code =} and a value; null for none */
    static Assignments of(@Nullable String lines) {
        Map<List<String>, @Nullable Object> values = new LinkedHashMap<>();
        for (String line : lines == null ? List.<String>of() : lines.lines().toList()) {
            int equals = line.indexOf('=');
            values.put(path(line.substring(0, equals)), value(line.substring(equals + 1)));
        }
        return new Assignments(values);
    }

    private static List<String> path(String name) {
        int dot = name.lastIndexOf('.');
        return dot < 0 ? List.of(name) : List.of(name.substring(0, dot), name.substring(dot + 1));
    }

    private static @Nullable Object value(String text) {
        try {
            return Json.parse(text);
        } catch (JsonException e) {
            return text;
        }
    }

    boolean contain(String... path) {
        return values.containsKey(List.of(path));
    }

    /** Everything of a file, with these in their places. */
    Map<String, @Nullable Object> over(Map<String, @Nullable Object> file) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>(file);
        values.forEach((path, value) -> {
            String first = path.get(0);
            all.put(first, path.size() == 1 ? value : with(all.get(first), path.get(1), value));
        });
        return all;
    }

    /** A section that has one more key; one that was none is one then. */
    @SuppressWarnings("unchecked") // the parser makes no other maps
    private static Map<String, @Nullable Object> with(@Nullable Object section, String key, @Nullable Object value) {
        Map<String, @Nullable Object> changed = section instanceof Map
                ? new LinkedHashMap<>((Map<String, @Nullable Object>) section)
                : new LinkedHashMap<>();
        changed.put(key, value);
        return changed;
    }
}
