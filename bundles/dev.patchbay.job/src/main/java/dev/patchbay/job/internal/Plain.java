package dev.patchbay.job.internal;

import dev.patchbay.json.JsonType;
import dev.patchbay.schema.Password;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whatever somebody hands over as plain Java types that he cannot change any more. */
final class Plain {

    private Plain() {}

    static @Nullable Object of(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return map(map);
        }
        if (value instanceof List<?> list) {
            return list(list);
        }
        return isScalar(value) ? value : JsonType.of(Object.class).toPlain(value);
    }

    static List<@Nullable Object> list(List<?> list) {
        List<@Nullable Object> copy = new ArrayList<>(list.size());
        list.forEach(element -> copy.add(of(element)));
        return Collections.unmodifiableList(copy);
    }

    static Map<String, @Nullable Object> map(Map<?, ?> map) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((key, value) -> copy.put(String.valueOf(key), of(value)));
        return Collections.unmodifiableMap(copy);
    }

    private static boolean isScalar(@Nullable Object value) {
        return value == null
                || value instanceof String
                || value instanceof Number
                || value instanceof Boolean
                || value instanceof Instant
                || value instanceof OffsetDateTime
                || value instanceof Pattern
                || value instanceof Password
                || value instanceof byte[];
    }
}
