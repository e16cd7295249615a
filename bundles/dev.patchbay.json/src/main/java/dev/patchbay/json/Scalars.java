package dev.patchbay.json;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.TypeAdapter;
import com.google.gson.TypeAdapterFactory;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import dev.patchbay.schema.Password;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Java types that are one JSON string, and {@code Optional}: how they are written and read, and their formats. */
final class Scalars {

    /** Schema of each type that is one JSON string. */
    static final Map<Class<?>, Map<String, Object>> SCHEMAS = schemas();

    private Scalars() {}

    private static Map<Class<?>, Map<String, Object>> schemas() {
        Map<Class<?>, Map<String, Object>> schemas = new LinkedHashMap<>();
        schemas.put(Instant.class, format("date-time"));
        schemas.put(OffsetDateTime.class, format("date-time"));
        schemas.put(LocalDate.class, format("date"));
        schemas.put(Duration.class, format("duration"));
        schemas.put(java.util.UUID.class, format("uuid"));
        schemas.put(java.net.URI.class, format("uri-reference"));
        schemas.put(LocalDateTime.class, Map.of("type", "string"));
        schemas.put(LocalTime.class, Map.of("type", "string"));
        schemas.put(ZoneId.class, Map.of("type", "string"));
        schemas.put(byte[].class, Map.of("type", "string", "contentEncoding", "base64"));
        schemas.put(Pattern.class, format("regex"));
        schemas.put(Password.class, format("password"));
        return schemas;
    }

    private static Map<String, Object> format(String name) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "string");
        schema.put("format", name);
        return schema;
    }

    static GsonBuilder registerOn(GsonBuilder builder) {
        return builder.disableHtmlEscaping()
                .registerTypeAdapter(Instant.class, plain(Instant.class, Instant::parse))
                .registerTypeAdapter(OffsetDateTime.class, plain(OffsetDateTime.class, OffsetDateTime::parse))
                .registerTypeAdapter(byte[].class, plain(byte[].class, Base64.getDecoder()::decode))
                .registerTypeAdapter(Pattern.class, plain(Pattern.class, Pattern::compile))
                .registerTypeAdapter(Password.class, plain(Password.class, Password::new))
                .registerTypeAdapter(LocalDate.class, text(LocalDate::parse, LocalDate::toString))
                .registerTypeAdapter(LocalDateTime.class, text(LocalDateTime::parse, LocalDateTime::toString))
                .registerTypeAdapter(LocalTime.class, text(LocalTime::parse, LocalTime::toString))
                .registerTypeAdapter(Duration.class, text(Duration::parse, Duration::toString))
                .registerTypeHierarchyAdapter(ZoneId.class, text(ZoneId::of, ZoneId::getId))
                .registerTypeAdapterFactory(new AnythingFactory())
                .registerTypeAdapterFactory(new RecordFactory())
                .registerTypeAdapterFactory(new OptionalFactory())
                .registerTypeAdapterFactory(new StringMapFactory());
    }

    /** A type that is plain itself: written as it is, read as it is or from its text. */
    private static <T> TypeAdapter<T> plain(Class<T> type, Function<String, T> parse) {
        TypeAdapter<T> text = text(parse, String::valueOf);
        return new TypeAdapter<T>() {
            @Override
            public T read(JsonReader reader) throws IOException {
                PlainReader plain = (PlainReader) reader;
                return type.isInstance(plain.upcoming())
                        ? Objects.requireNonNull(type.cast(plain.nextPlain()))
                        : text.read(reader);
            }

            @Override
            public void write(JsonWriter writer, T value) {
                ((PlainWriter) writer).scalar(value);
            }
        }.nullSafe();
    }

    private static <T> TypeAdapter<T> text(Function<String, T> parse, Function<T, String> print) {
        return new TypeAdapter<T>() {
            @Override
            public T read(JsonReader reader) throws IOException {
                String text = reader.nextString();
                try {
                    return parse.apply(text);
                } catch (RuntimeException e) {
                    throw new JsonParseException("'" + text + "': " + e.getMessage(), e);
                }
            }

            @Override
            public void write(JsonWriter writer, T value) throws IOException {
                writer.value(print.apply(value));
            }
        }.nullSafe();
    }

    /** {@code Optional<T>} is T or null. */
    private static final class OptionalFactory implements TypeAdapterFactory {

        @Override
        @SuppressWarnings("unchecked")
        public <T> @Nullable TypeAdapter<T> create(Gson gson, TypeToken<T> type) {
            if (type.getRawType() != Optional.class) {
                return null;
            }
            Type element = type.getType() instanceof ParameterizedType parameterized
                    ? parameterized.getActualTypeArguments()[0]
                    : Object.class;
            return (TypeAdapter<T>) optional(AnythingFactory.adapter(gson, element));
        }

        private static TypeAdapter<Optional<Object>> optional(TypeAdapter<Object> element) {
            return new TypeAdapter<>() {
                @Override
                public Optional<Object> read(JsonReader reader) throws IOException {
                    if (reader.peek() == JsonToken.NULL) {
                        reader.nextNull();
                        return Optional.empty();
                    }
                    return Optional.of(element.read(reader));
                }

                @Override
                public void write(JsonWriter writer, @Nullable Optional<Object> value) throws IOException {
                    if (value == null || value.isEmpty()) {
                        writer.nullValue();
                    } else {
                        element.write(writer, value.get());
                    }
                }
            };
        }
    }
}
