package dev.patchbay.json;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.TypeAdapter;
import java.io.IOException;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A Java type as JSON: its schema, and values of it from and to plain Java types. Thread-safe.
 *
 * <p>Each instance keeps what the library learns about the type to itself, so that the classes of a bundle that has
 * left are held by nobody once its {@code JsonType}s are gone.
 */
public final class JsonType {

    /** Types of which every value already is plain. */
    private static final Set<Type> PLAIN = Set.of(
            Object.class, String.class, Boolean.class, boolean.class, Long.class, long.class, Integer.class, int.class);

    private final Type type;
    private final Map<String, @Nullable Object> schema;
    private final TypeAdapter<Object> adapter;
    private final boolean isPlain;

    private JsonType(Type type, Map<String, @Nullable Object> schema) {
        this.type = type;
        this.schema = schema;
        this.adapter = AnythingFactory.adapter(binder(), type);
        this.isPlain = PLAIN.contains(type);
    }

    private static Gson binder() {
        return Scalars.registerOn(new GsonBuilder())
                .serializeNulls()
                .setObjectToNumberStrategy(reader -> PlainNumber.of(reader.nextString()))
                .create();
    }

    /**
     * Looks at a type.
     *
     * @throws IllegalArgumentException when it has parts that JSON cannot express; the message names them
     */
    public static JsonType of(Type type) {
        return new JsonType(type, SchemaDeriver.derive(type, null));
    }

    /** Looks at a type where it stands: annotations of {@code dev.patchbay.schema} on the element refine its schema. */
    public static JsonType of(Type type, AnnotatedElement element) {
        return new JsonType(type, SchemaDeriver.derive(type, element));
    }

    /**
     * Whether a value may be left out: it is an {@code Optional}, or one of the elements is {@code @Nullable} or has a
     * {@link dev.patchbay.schema.Default}.
     */
    public static boolean isOptional(Class<?> type, AnnotatedElement... elements) {
        return SchemaDeriver.isOptional(type, elements);
    }

    /** Its JSON Schema (draft 2020-12) as plain Java types; must not be changed. */
    public Map<String, @Nullable Object> schema() {
        return schema;
    }

    /**
     * A value of the type.
     *
     * @param plain plain Java types that match {@link #schema}
     * @throws JsonException when they do not fit all the same, or the type's own constructor refuses them
     */
    public @Nullable Object read(@Nullable Object plain) throws JsonException {
        PlainReader reader = PlainReader.of(plain);
        try {
            return adapter.read(reader);
        } catch (IOException | RuntimeException e) { // a record's constructor may throw anything
            throw new JsonException(
                    "Expected a value for " + type.getTypeName() + ", got one that does not fit: " + reason(e), 0, 0);
        } finally {
            reader.release();
        }
    }

    /** The library wraps what a constructor threw; only the cause says what is wrong with the value. */
    private static String reason(Exception e) {
        Throwable cause = e.getCause();
        Throwable fault = e.getClass() == RuntimeException.class && cause != null ? cause : e;
        return Optional.ofNullable(fault.getMessage()).orElse(fault.toString());
    }

    /**
     * Plain Java types for a value.
     *
     * @throws IllegalArgumentException when the value holds something JSON does not have
     */
    public @Nullable Object toPlain(@Nullable Object value) {
        if (value == null || isPlain && isPlainValue(value)) {
            return value;
        }
        PlainWriter writer = new PlainWriter();
        try {
            adapter.write(writer, value);
        } catch (IOException | JsonParseException e) {
            throw new IllegalArgumentException(
                    "Expected a value JSON can express for " + type.getTypeName() + ", got one it cannot: "
                            + e.getMessage(),
                    e);
        }
        return writer.result();
    }

    /** An {@code Object} may turn out to be a record. */
    private static boolean isPlainValue(Object value) {
        return value instanceof String
                || value instanceof Boolean
                || value instanceof Long
                || value instanceof Integer
                || PlainScalar.is(value);
    }

    @Override
    public String toString() {
        return type.getTypeName();
    }
}
