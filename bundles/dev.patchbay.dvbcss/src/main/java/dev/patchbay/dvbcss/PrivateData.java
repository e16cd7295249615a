package dev.patchbay.dvbcss;

import dev.patchbay.json.Json;
import dev.patchbay.json.JsonException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The {@code private} member of messages: objects of any content, each with its {@code type}. */
final class PrivateData {

    static final String KEY = "private";

    /** Less than a reader would take, since private data is inside of something. */
    private static final int MAX_DEPTH = Json.MAX_DEPTH - 10;

    private static final String TYPE = "type";

    private PrivateData() {}

    /**
     * A copy that nobody can change and that equals what a receiver will read.
     *
     * @throws IllegalArgumentException when it is no private data, or not made of plain types
     */
    static List<Map<String, @Nullable Object>> copy(List<? extends Map<String, ?>> data, Place place) {
        List<Map<String, @Nullable Object>> copy = new ArrayList<>(data.size());
        for (Map<String, ?> object : data) {
            Place here = place.element(copy.size());
            if (!(object.get(TYPE) instanceof String)) {
                throw here.member(TYPE).illegal("a URI, as a text", object.get(TYPE));
            }
            copy.add(object(object, here, 0));
        }
        return Collections.unmodifiableList(copy);
    }

    /** What was received as private data; its copy is still to be made. */
    @SuppressWarnings("unchecked")
    static List<Map<String, @Nullable Object>> fromPlain(@Nullable Object plain, Place place)
            throws MalformedMessageException {
        if (plain instanceof Map<?, ?> map && map.isEmpty()) {
            return List.of(); // as the original does
        }
        List<Map<String, @Nullable Object>> objects = new ArrayList<>();
        for (Object element : Members.array(plain, place)) {
            if (!(element instanceof Map<?, ?> object)) {
                throw place.element(objects.size()).malformed("an object", element);
            }
            objects.add((Map<String, @Nullable Object>) object);
        }
        return objects;
    }

    private static Map<String, @Nullable Object> object(Map<?, ?> object, Place place, int depth) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : object.entrySet()) {
            if (!(entry.getKey() instanceof String key)) {
                throw place.illegal("keys that are texts", entry.getKey());
            }
            Place here = place.member(Shown.text(key));
            copy.put(Texts.whole(key, here), value(entry.getValue(), here, depth + 1));
        }
        return Collections.unmodifiableMap(copy);
    }

    private static List<@Nullable Object> array(List<?> array, Place place, int depth) {
        List<@Nullable Object> copy = new ArrayList<>(array.size());
        for (Object element : array) {
            copy.add(value(element, place.element(copy.size()), depth + 1));
        }
        return Collections.unmodifiableList(copy);
    }

    private static @Nullable Object value(@Nullable Object value, Place place, int depth) {
        if (depth > MAX_DEPTH) {
            throw new IllegalArgumentException("Expected at most " + MAX_DEPTH + " levels of private data, got more; "
                    + "does something contain itself?");
        }
        if (value instanceof Map<?, ?> object) {
            return object(object, place, depth);
        }
        if (value instanceof List<?> array) {
            return array(array, place, depth);
        }
        if (value instanceof String text) {
            return Texts.whole(text, place);
        }
        if (value instanceof Number number) {
            return number(number, place);
        }
        if (value == null || value instanceof Boolean) {
            return value;
        }
        throw place.illegal("a map, list, text, number, boolean or null", value.getClass());
    }

    /** Numbers that look the same in a message are the same. */
    private static @Nullable Object number(Number number, Place place) {
        if (number instanceof Long || number instanceof Double value && Double.isFinite(value)) {
            return number;
        }
        try {
            return Json.parse(Json.write(number));
        } catch (JsonException | IllegalArgumentException e) {
            throw place.illegal("a finite number", number);
        }
    }
}
