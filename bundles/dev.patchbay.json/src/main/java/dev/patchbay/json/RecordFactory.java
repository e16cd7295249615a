package dev.patchbay.json;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import com.google.gson.TypeAdapter;
import com.google.gson.TypeAdapterFactory;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads records. The library's own reader turns what may be anything into strings, see {@link AnythingFactory}, and asks at
 * each instance whether the constructor is accessible, which takes as long as the rest of it. Records whose components have
 * types of a caller's choice are left to the library, which resolves them, unless one may be anything.
 */
final class RecordFactory implements TypeAdapterFactory {

    @Override
    @SuppressWarnings("unchecked")
    public <T> @Nullable TypeAdapter<T> create(Gson gson, TypeToken<T> type) {
        Class<?> raw = type.getRawType();
        if (!raw.isRecord() || raw.getTypeParameters().length > 0 && !hasAnything(raw)) {
            return null;
        }
        TypeAdapter<Object> library = (TypeAdapter<Object>) gson.getDelegateAdapter(this, type);
        return (TypeAdapter<T>) new Adapter(gson, raw, library).nullSafe();
    }

    private static boolean hasAnything(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .anyMatch(each -> AnythingFactory.isAnything(each.getGenericType()));
    }

    private static final class Adapter extends TypeAdapter<Object> {

        private final Constructor<?> constructor;
        private final TypeAdapter<Object> library;
        private final Map<String, Integer> places = new HashMap<>();
        private final TypeAdapter<?>[] adapters;
        private final @Nullable Object[] absent;

        Adapter(Gson gson, Class<?> type, TypeAdapter<Object> library) {
            RecordComponent[] components = type.getRecordComponents();
            this.library = library;
            this.constructor = constructor(type, components);
            this.adapters = new TypeAdapter<?>[components.length];
            this.absent = new @Nullable Object[components.length];
            for (int i = 0; i < components.length; i++) {
                places.put(components[i].getName(), i);
                adapters[i] = AnythingFactory.adapter(gson, components[i].getGenericType());
                absent[i] = Array.get(Array.newInstance(components[i].getType(), 1), 0);
            }
        }

        private static Constructor<?> constructor(Class<?> type, RecordComponent[] components) {
            try {
                Constructor<?> canonical = type.getDeclaredConstructor(
                        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
                canonical.setAccessible(true); // the record need not be public
                return canonical;
            } catch (NoSuchMethodException e) {
                throw new IllegalStateException("A record without its constructor: " + type, e);
            }
        }

        @Override
        public Object read(JsonReader reader) throws IOException {
            @Nullable Object[] values = absent.clone();
            reader.beginObject();
            while (reader.hasNext()) {
                String name = reader.nextName();
                Integer place = places.get(name);
                if (place == null) {
                    reader.skipValue();
                } else {
                    values[place] = component(name, place, reader);
                }
            }
            reader.endObject();
            return make(values);
        }

        private @Nullable Object component(String name, int place, JsonReader reader) throws IOException {
            if (absent[place] != null && reader.peek() == JsonToken.NULL) {
                throw new JsonParseException("'" + name + "' must not be null");
            }
            return adapters[place].read(reader);
        }

        private Object make(@Nullable Object[] values) {
            try {
                return constructor.newInstance(values);
            } catch (InvocationTargetException e) {
                throw new RuntimeException("The record's constructor refused its values", e.getCause());
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void write(JsonWriter writer, Object value) throws IOException {
            library.write(writer, value);
        }
    }
}
