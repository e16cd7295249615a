package dev.patchbay.json;

import com.google.gson.Gson;
import com.google.gson.TypeAdapter;
import com.google.gson.TypeAdapterFactory;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Maps with string keys, in order. The library's own adapter turns names into values inside its reader, which only
 * works for readers of text.
 */
final class StringMapFactory implements TypeAdapterFactory {

    @Override
    @SuppressWarnings("unchecked")
    public <T> @Nullable TypeAdapter<T> create(Gson gson, TypeToken<T> type) {
        if (type.getRawType() != Map.class) {
            return null;
        }
        Type values = Object.class;
        if (type.getType() instanceof ParameterizedType parameterized) {
            if (parameterized.getActualTypeArguments()[0] != String.class) {
                throw new IllegalArgumentException("Expected a map with String keys, got " + type);
            }
            values = parameterized.getActualTypeArguments()[1];
        }
        return (TypeAdapter<T>) adapter(AnythingFactory.adapter(gson, values));
    }

    private static TypeAdapter<Map<String, @Nullable Object>> adapter(TypeAdapter<Object> values) {
        return new TypeAdapter<Map<String, @Nullable Object>>() {
            @Override
            public Map<String, @Nullable Object> read(JsonReader reader) throws IOException {
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                reader.beginObject();
                while (reader.hasNext()) {
                    String name = reader.nextName();
                    map.put(name, reader.peek() == JsonToken.NULL ? nothing(reader) : values.read(reader));
                }
                reader.endObject();
                return map;
            }

            @Override
            public void write(JsonWriter writer, Map<String, @Nullable Object> map) throws IOException {
                writer.beginObject();
                for (Map.Entry<String, @Nullable Object> entry : map.entrySet()) {
                    writer.name(entry.getKey());
                    if (entry.getValue() == null) {
                        writer.nullValue();
                    } else {
                        values.write(writer, entry.getValue());
                    }
                }
                writer.endObject();
            }
        }.nullSafe();
    }

    private static @Nullable Object nothing(JsonReader reader) throws IOException {
        reader.nextNull();
        return null;
    }
}
