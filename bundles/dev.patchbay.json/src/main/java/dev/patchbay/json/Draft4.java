package dev.patchbay.json;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What JSON Schema draft 4 (and partly 6 and 7) writes differently from draft 2020-12. Each form means nothing else in a
 * newer draft, so it is understood wherever it stands.
 */
final class Draft4 {

    private Draft4() {}

    /** Puts the newer forms in the place of the older ones. */
    static void modernise(Map<String, @Nullable Object> schema) {
        items(schema);
        ExclusiveBounds.replace(schema);
        dependencies(schema);
    }

    /** A list of items has become {@code prefixItems}, and what {@code additionalItems} said is said by {@code items}. */
    private static void items(Map<String, @Nullable Object> schema) {
        boolean hasRest = schema.containsKey("additionalItems");
        Object rest = schema.remove("additionalItems");
        if (schema.get("items") instanceof List<?> first) {
            schema.remove("items");
            if (!first.isEmpty()) {
                schema.put("prefixItems", first);
            }
            if (hasRest) {
                schema.put("items", rest);
            }
        }
    }

    /** One keyword has become two: for lists of names, and for schemas. */
    private static void dependencies(Map<String, @Nullable Object> schema) {
        if (!(schema.get("dependencies") instanceof Map<?, ?> dependencies)) {
            return;
        }
        schema.remove("dependencies");
        Map<String, @Nullable Object> required = new LinkedHashMap<>();
        Map<String, @Nullable Object> schemas = new LinkedHashMap<>();
        dependencies.forEach(
                (name, value) -> (value instanceof List ? required : schemas).put(String.valueOf(name), value));
        if (!required.isEmpty()) {
            schema.put("dependentRequired", required);
        }
        if (!schemas.isEmpty()) {
            schema.put("dependentSchemas", schemas);
        }
    }
}
