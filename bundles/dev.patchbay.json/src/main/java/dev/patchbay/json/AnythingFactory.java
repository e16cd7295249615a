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
import java.lang.reflect.WildcardType;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lists and sets of anything. The library's own reader of {@code Object} knows the values of a text only, and would turn
 * dates and bytes into strings; it cannot be replaced, so that whoever has an {@code Object} inside asks here.
 */
final class AnythingFactory implements TypeAdapterFactory {

    private static final Set<Type> LISTS = Set.of(Collection.class, List.class, Iterable.class);

    /** Any value, as it is, in a copy. */
    static TypeAdapter<Object> adapter(Gson gson, Type type) {
        TypeAdapter<Object> library = typed(gson, type);
        return isAnything(type) ? new Anything(library) : library;
    }

    static boolean isAnything(Type type) {
        return type == Object.class
                || type instanceof WildcardType wildcard && wildcard.getUpperBounds()[0] == Object.class;
    }

    @SuppressWarnings("unchecked")
    private static TypeAdapter<Object> typed(Gson gson, Type type) {
        return (TypeAdapter<Object>) gson.getAdapter(TypeToken.get(type));
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> @Nullable TypeAdapter<T> create(Gson gson, TypeToken<T> type) {
        Class<?> raw = type.getRawType();
        boolean isSet = raw == Set.class;
        if (!isSet && !LISTS.contains(raw) || !isAnything(elementOf(type.getType()))) {
            return null;
        }
        TypeAdapter<T> library = gson.getDelegateAdapter(this, type);
        return (TypeAdapter<T>) new Elements((TypeAdapter<Object>) library, isSet);
    }

    private static Type elementOf(Type type) {
        return type instanceof ParameterizedType parameterized
                ? parameterized.getActualTypeArguments()[0]
                : Object.class;
    }

    /** Reads what is there; writes as the library does. */
    private static class Anything extends TypeAdapter<Object> {

        private final TypeAdapter<Object> library;

        Anything(TypeAdapter<Object> library) {
            this.library = library;
        }

        @Override
        public @Nullable Object read(JsonReader reader) throws IOException {
            return PlainCopy.of(((PlainReader) reader).nextPlain());
        }

        /** The library looks for the adapter of each value's class, which takes longer than to write a small one. */
        @Override
        public void write(JsonWriter writer, @Nullable Object value) throws IOException {
            if (value instanceof String text) {
                writer.value(text);
            } else if (value instanceof Long number) {
                writer.value(number);
            } else if (value instanceof Boolean truth) {
                writer.value(truth);
            } else {
                library.write(writer, value);
            }
        }
    }

    /** A list, or a set of its elements. */
    private static final class Elements extends Anything {

        private final boolean isSet;

        Elements(TypeAdapter<Object> library, boolean isSet) {
            super(library);
            this.isSet = isSet;
        }

        @Override
        public @Nullable Object read(JsonReader reader) throws IOException {
            JsonToken token = reader.peek();
            if (token != JsonToken.BEGIN_ARRAY && token != JsonToken.NULL) {
                throw new IllegalStateException("Expected an array but was " + token);
            }
            Object list = super.read(reader);
            return isSet && list != null ? new LinkedHashSet<>((List<?>) list) : list;
        }
    }
}
