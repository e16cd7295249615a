package dev.patchbay.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Copies plain Java types, so that giver and taker share no map and no list. */
final class PlainCopy {

    private PlainCopy() {}

    static @Nullable Object of(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> copy = new LinkedHashMap<>();
            map.forEach((name, element) -> copy.put(String.valueOf(name), of(element)));
            return copy;
        }
        if (value instanceof Iterable<?> list) {
            List<@Nullable Object> copy = new ArrayList<>();
            list.forEach(element -> copy.add(of(element)));
            return copy;
        }
        return value instanceof Number number ? number(number) : value;
    }

    private static Number number(Number number) {
        return number instanceof Long || number instanceof Double ? number : PlainNumber.of(number.toString());
    }
}
