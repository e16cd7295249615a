package dev.patchbay.settings.internal;

import dev.patchbay.json.Json;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Values of sections nobody declares (yet), in the types Configuration Admin can store. */
final class UntypedValues {

    private UntypedValues() {}

    /** Objects become JSON text; lists become arrays, of texts when their items are of several types. */
    static Object convert(Object json) {
        return json instanceof List<?> items ? array(items) : convertOne(json);
    }

    private static Object convertOne(@Nullable Object json) {
        if (json instanceof String || json instanceof Boolean || json instanceof Long || json instanceof Double) {
            return json;
        }
        return json instanceof Number number ? (Object) number.doubleValue() : Json.write(json);
    }

    private static Object array(List<?> items) {
        List<Object> values = items.stream().map(UntypedValues::convertOne).toList();
        if (areAll(Long.class, values)) {
            return values.toArray(Long[]::new);
        }
        if (areAll(Double.class, values)) {
            return values.toArray(Double[]::new);
        }
        if (areAll(Boolean.class, values)) {
            return values.toArray(Boolean[]::new);
        }
        return values.stream().map(Objects::toString).toArray(String[]::new);
    }

    private static boolean areAll(Class<?> type, List<Object> values) {
        return !values.isEmpty() && values.stream().allMatch(type::isInstance);
    }
}
