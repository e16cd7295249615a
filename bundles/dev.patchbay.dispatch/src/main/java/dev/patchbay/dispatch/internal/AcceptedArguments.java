package dev.patchbay.dispatch.internal;

import dev.patchbay.json.Definitions;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonException;
import dev.patchbay.json.JsonSchema;
import dev.patchbay.schema.Accepts;
import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@link Accepts} says on a task or method: nothing, one schema, or one for each argument.
 *
 * @param whole the one schema; null for none
 * @param each one for each argument; null for none
 */
record AcceptedArguments(
        @Nullable JsonSchema whole, @Nullable List<JsonSchema> each) {

    /** @throws IllegalArgumentException when it is neither a schema nor a list of them */
    static AcceptedArguments of(AnnotatedElement element, Definitions definitions) {
        Accepts accepts = element.getAnnotation(Accepts.class);
        if (accepts == null) {
            return new AcceptedArguments(null, null);
        }
        try {
            Object literal = Json.parse(accepts.value());
            if (!(literal instanceof List<?> list)) {
                return new AcceptedArguments(JsonSchema.of(literal, definitions), null);
            }
            List<JsonSchema> schemas = new ArrayList<>();
            for (Object schema : list) {
                schemas.add(JsonSchema.of(schema, definitions));
            }
            return new AcceptedArguments(null, schemas);
        } catch (JsonException e) {
            throw new IllegalArgumentException("On " + element + ": " + e.getMessage(), e);
        }
    }

    /** How many schemas there are one for each argument. */
    int count() {
        return each == null ? 0 : each.size();
    }

    /** The schema of one argument; null for none of its own. */
    @Nullable
    JsonSchema at(int position) {
        return each == null || position >= each.size() ? null : each.get(position);
    }
}
