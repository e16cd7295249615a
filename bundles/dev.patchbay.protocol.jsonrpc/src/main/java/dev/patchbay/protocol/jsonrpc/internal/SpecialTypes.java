package dev.patchbay.protocol.jsonrpc.internal;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The types that JSON Schema does not have (docs/schemas.md), as what our JSON has in their place. */
final class SpecialTypes {

    private static final String STRING = "string";

    /** What is said besides of a text that stands for a value of the type. */
    private static final Map<String, Map.Entry<String, String>> TEXTS = Map.of(
            "datetime", Map.entry("format", "date-time"),
            "binary", Map.entry("contentEncoding", "base64"),
            "password", Map.entry("format", "password"));

    private SpecialTypes() {}

    /** In one schema, not in those within it. */
    static void replace(Map<String, @Nullable Object> schema) {
        Object type = schema.get("type");
        List<?> words = type instanceof List<?> list ? list : type == null ? List.of() : List.of(type);
        Set<Object> known = new LinkedHashSet<>();
        words.forEach(word -> known.addAll(known(word)));
        if (!known.equals(new LinkedHashSet<Object>(words))) {
            schema.put("type", known.size() == 1 ? known.iterator().next() : List.copyOf(known));
            explain(schema, words);
        }
    }

    private static List<?> known(Object word) {
        return word.equals("fd") ? List.of("integer", "null") : List.of(TEXTS.containsKey(word) ? STRING : word);
    }

    /** Only where each text must be of that kind. */
    private static void explain(Map<String, @Nullable Object> schema, List<?> words) {
        List<?> texts = words.stream()
                .filter(word -> word.equals(STRING) || TEXTS.containsKey(word))
                .toList();
        Map.Entry<String, String> only = texts.size() == 1 ? TEXTS.get(texts.get(0)) : null;
        if (only != null) {
            schema.putIfAbsent(only.getKey(), only.getValue());
        }
    }
}
