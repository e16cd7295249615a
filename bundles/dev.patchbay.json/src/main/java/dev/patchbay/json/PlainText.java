package dev.patchbay.json;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes plain Java types to a JSON writer. */
final class PlainText {

    private PlainText() {}

    static void write(JsonWriter writer, @Nullable Object value) throws IOException {
        if (value == null) {
            writer.nullValue();
        } else if (value instanceof String text) {
            writer.value(text);
        } else if (value instanceof Number number) {
            writer.value(number);
        } else if (value instanceof Boolean flag) {
            writer.value(flag);
        } else if (value instanceof Map<?, ?> map) {
            writeObject(writer, map);
        } else if (value instanceof Iterable<?> list) {
            writeArray(writer, list);
        } else if (PlainScalar.is(value)) {
            writer.value(PlainScalar.shown(value));
        } else {
            write(writer, JsonType.of(value.getClass()).toPlain(value));
        }
    }

    private static void writeObject(JsonWriter writer, Map<?, ?> map) throws IOException {
        writer.beginObject();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            writer.name(String.valueOf(entry.getKey()));
            write(writer, entry.getValue());
        }
        writer.endObject();
    }

    private static void writeArray(JsonWriter writer, Iterable<?> list) throws IOException {
        writer.beginArray();
        for (Object element : list) {
            write(writer, element);
        }
        writer.endArray();
    }
}
