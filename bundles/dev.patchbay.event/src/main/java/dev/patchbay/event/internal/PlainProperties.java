package dev.patchbay.event.internal;

import dev.patchbay.json.JsonType;
import dev.patchbay.schema.Password;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Properties of an event as plain Java types, so that the replay buffer holds no class of the bundle that published it.
 * What JSON cannot express becomes its {@code toString}.
 */
final class PlainProperties {

    private static final Set<Class<?>> SCALARS = Set.of(
            String.class,
            Boolean.class,
            Byte.class,
            Short.class,
            Integer.class,
            Long.class,
            BigInteger.class,
            BigDecimal.class,
            Instant.class,
            OffsetDateTime.class,
            Pattern.class,
            Password.class);

    private PlainProperties() {}

    /** An unmodifiable copy. */
    static Map<String, @Nullable Object> of(Map<?, ? extends @Nullable Object> properties) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        properties.forEach((name, value) -> copy.put(String.valueOf(name), plain(value)));
        return Collections.unmodifiableMap(copy);
    }

    private static @Nullable Object plain(@Nullable Object value) {
        if (value == null || SCALARS.contains(value.getClass()) || isFinite(value)) {
            return value;
        }
        if (value instanceof byte[] bytes) {
            return bytes.clone();
        }
        if (value instanceof Map<?, ?> map) {
            return of(map);
        }
        if (value instanceof Iterable<?> elements) {
            return list(elements);
        }
        return value instanceof Object[] array ? list(Arrays.asList(array)) : expressed(value);
    }

    private static boolean isFinite(Object value) {
        return value instanceof Double number && Double.isFinite(number)
                || value instanceof Float shorter && Float.isFinite(shorter);
    }

    private static List<@Nullable Object> list(Iterable<?> elements) {
        List<@Nullable Object> copy = new ArrayList<>();
        elements.forEach(element -> copy.add(plain(element)));
        return Collections.unmodifiableList(copy);
    }

    /** The type is looked at anew each time: whoever kept what was learned would keep the class. */
    private static @Nullable Object expressed(Object value) {
        try {
            return JsonType.of(value.getClass()).toPlain(value);
        } catch (IllegalArgumentException e) { // the type, or something inside, is nothing JSON has
            return value.toString();
        }
    }
}
