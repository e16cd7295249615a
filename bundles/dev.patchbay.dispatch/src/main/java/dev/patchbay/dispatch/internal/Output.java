package dev.patchbay.dispatch.internal;

import dev.patchbay.json.Definitions;
import dev.patchbay.json.JsonType;
import dev.patchbay.schema.Returns;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.BaseStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A value that goes out: described by its schema, turned into plain Java types. */
final class Output {

    /** Of the value, or of each item where the value is a stream. */
    private final JsonType type;

    private final Map<String, @Nullable Object> schema;

    private Output(JsonType type, Map<String, @Nullable Object> schema) {
        this.type = type;
        this.schema = schema;
    }

    /** A value of a type, with the schema in the element's {@link Returns} if it has one. */
    static Output of(Type type, AnnotatedElement element, Definitions definitions) {
        Type item = itemOf(type);
        JsonType json = JsonType.of(type == void.class ? Void.class : item == null ? type : item);
        Returns returns = element.getAnnotation(Returns.class);
        if (returns != null) {
            return new Output(
                    json, Input.parsed(returns.value(), element, definitions).text());
        }
        return new Output(json, item == null ? json.schema() : listOf(json.schema()));
    }

    /** Plain Java types, or a stream of them, with a schema of their own. */
    static Output of(Map<String, @Nullable Object> schema) {
        return new Output(JsonType.of(Object.class), schema);
    }

    /** What a stream of this type consists of; null for any other type. */
    private static @Nullable Type itemOf(Type type) {
        if (type instanceof ParameterizedType parameterized
                && (parameterized.getRawType() == Stream.class || parameterized.getRawType() == Iterator.class)) {
            return parameterized.getActualTypeArguments()[0];
        }
        boolean isRaw =
                type instanceof Class<?> raw && (BaseStream.class.isAssignableFrom(raw) || raw == Iterator.class);
        return isRaw ? Object.class : null;
    }

    private static Map<String, @Nullable Object> listOf(Map<String, @Nullable Object> item) {
        Map<String, @Nullable Object> schema = new LinkedHashMap<>();
        schema.put("type", "array");
        schema.put("items", item);
        return schema;
    }

    Map<String, @Nullable Object> schema() {
        return schema;
    }

    /** Answers a run with a value, piece by piece when it is a stream. */
    void answer(Run run, @Nullable Object value) {
        if (value != null && Items.isStream(value)) {
            Items items = Items.of(value, type);
            if (run.hasThread()) {
                OpenStream.answer(run, items);
            } else {
                OpenStream.answerElsewhere(run, items);
            }
        } else {
            run.succeed(type.toPlain(value));
        }
    }
}
