package dev.patchbay.json;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * In draft 4 of JSON Schema a flag says that a bound is itself out of bounds; since draft 6 there is a bound of its own for
 * that. Stateless.
 */
public final class ExclusiveBounds {

    private ExclusiveBounds() {}

    /**
     * Puts the newer form in the place of the older one, in this schema and not in those within it.
     *
     * @param schema changed; one in the newer form stays as it is
     */
    public static void replace(Map<String, @Nullable Object> schema) {
        replace(schema, "minimum", "exclusiveMinimum");
        replace(schema, "maximum", "exclusiveMaximum");
    }

    private static void replace(Map<String, @Nullable Object> schema, String bound, String exclusive) {
        if (schema.get(exclusive) instanceof Boolean isExclusive) {
            schema.remove(exclusive);
            if (isExclusive && schema.containsKey(bound)) {
                schema.put(exclusive, schema.remove(bound));
            }
        }
    }
}
