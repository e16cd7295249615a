package dev.patchbay.protocol.jsonrpc.internal;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * In draft 4 a flag says that a bound is itself out of bounds; since draft 6 there is a bound of its own for that, which
 * is what OpenRPC asks for.
 */
final class ExclusiveBounds {

    private ExclusiveBounds() {}

    /** In one schema, not in those within it. */
    static void replace(Map<String, @Nullable Object> schema) {
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
