package dev.patchbay.job.worker;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A message that came, and how one is made. */
public final class Message {

    private final Map<?, ?> values;

    /** A message that came. */
    public Message(Map<?, ?> values) {
        this.values = values;
    }

    /** A message of a type; keys and values follow each other. */
    public static Map<String, @Nullable Object> of(String type, @Nullable Object... keysAndValues) {
        Map<String, @Nullable Object> message = new LinkedHashMap<>();
        message.put(Words.TYPE, type);
        for (int i = 0; i < keysAndValues.length; i += 2) {
            message.put(String.valueOf(keysAndValues[i]), keysAndValues[i + 1]);
        }
        return message;
    }

    /** One of {@link Words}. */
    public String type() {
        return text(Words.TYPE);
    }

    /** A text; empty when it is not there. */
    public String text(String key) {
        Object value = values.get(key);
        return value == null ? "" : value.toString();
    }

    /** A whole number; 0 when it is not there. */
    public long number(String key) {
        return values.get(key) instanceof Number number ? number.longValue() : 0;
    }

    /** A number; 0 when it is not there. */
    public double decimal(String key) {
        return values.get(key) instanceof Number number ? number.doubleValue() : 0;
    }

    /** Anything. */
    public @Nullable Object value(String key) {
        return values.get(key);
    }

    /** Plain Java types. */
    public @Nullable Object plain(String key) {
        return Wire.plain().read(values.get(key));
    }

    /** A list of plain Java types; empty when it is not there. */
    public List<@Nullable Object> list(String key) {
        @SuppressWarnings("unchecked")
        List<@Nullable Object> list = plain(key) instanceof List<?> found ? (List<@Nullable Object>) found : List.of();
        return list;
    }

    /** A map of plain Java types; empty when it is not there. */
    public Map<String, @Nullable Object> map(String key) {
        @SuppressWarnings("unchecked")
        Map<String, @Nullable Object> map =
                plain(key) instanceof Map<?, ?> found ? (Map<String, @Nullable Object>) found : Map.of();
        return map;
    }
}
