package dev.patchbay.json;

import com.google.gson.stream.JsonWriter;
import java.io.Writer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lets the library write plain Java types instead of a text. */
final class PlainWriter extends JsonWriter {

    private final Deque<Object> containers = new ArrayDeque<>();
    private @Nullable String name;
    private @Nullable Object result;

    PlainWriter() {
        super(Writer.nullWriter());
    }

    @Nullable
    Object result() {
        return result;
    }

    /** A value of a plain type JSON has no word for. */
    void scalar(Object value) {
        put(value);
    }

    @SuppressWarnings("unchecked")
    private JsonWriter put(@Nullable Object value) {
        Object container = containers.peek();
        if (container instanceof Map && name != null) {
            ((Map<String, @Nullable Object>) container).put(name, value);
            name = null;
        } else if (container instanceof List) {
            ((List<@Nullable Object>) container).add(value);
        } else {
            result = value;
        }
        return this;
    }

    private JsonWriter open(Object container) {
        put(container);
        containers.push(container);
        return this;
    }

    private JsonWriter close(Object container) {
        if (containers.isEmpty()) {
            result = container;
        }
        return this;
    }

    @Override
    public JsonWriter beginArray() {
        return open(new ArrayList<>());
    }

    @Override
    public JsonWriter beginObject() {
        return open(new LinkedHashMap<>());
    }

    @Override
    public JsonWriter endArray() {
        return close(containers.pop());
    }

    @Override
    public JsonWriter endObject() {
        return close(containers.pop());
    }

    @Override
    public JsonWriter name(String name) {
        this.name = name;
        return this;
    }

    @Override
    public JsonWriter value(@Nullable String value) {
        return put(value);
    }

    @Override
    public JsonWriter value(boolean value) {
        return put(value);
    }

    @Override
    public JsonWriter value(@Nullable Boolean value) {
        return put(value);
    }

    @Override
    public JsonWriter value(float value) {
        return value((Number) value);
    }

    @Override
    public JsonWriter value(double value) {
        return value((Number) value);
    }

    @Override
    public JsonWriter value(long value) {
        return put(value);
    }

    @Override
    public JsonWriter value(@Nullable Number value) {
        if (value != null
                && !Double.isFinite(value.doubleValue())
                && (value instanceof Double || value instanceof Float)) {
            throw new IllegalArgumentException("Expected a number JSON has, got " + value);
        }
        return put(value);
    }

    @Override
    public JsonWriter nullValue() {
        return put(null);
    }

    @Override
    public JsonWriter jsonValue(String value) {
        throw new UnsupportedOperationException("Plain Java types have no raw JSON text");
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
