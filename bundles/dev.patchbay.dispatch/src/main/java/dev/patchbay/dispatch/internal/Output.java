package dev.patchbay.dispatch.internal;

import dev.patchbay.json.JsonType;
import dev.patchbay.schema.Returns;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Type;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value that goes out: described by its schema, turned into plain Java types. */
final class Output {

    private final JsonType type;
    private final Map<String, @Nullable Object> schema;

    private Output(JsonType type, Map<String, @Nullable Object> schema) {
        this.type = type;
        this.schema = schema;
    }

    /** A value of a type, with the schema in the element's {@link Returns} if it has one. */
    static Output of(Type type, AnnotatedElement element) {
        JsonType json = JsonType.of(type == void.class ? Void.class : type);
        Returns returns = element.getAnnotation(Returns.class);
        return new Output(
                json,
                returns == null
                        ? json.schema()
                        : Input.literal(returns.value(), element).text());
    }

    Map<String, @Nullable Object> schema() {
        return schema;
    }

    @Nullable
    Object toPlain(@Nullable Object value) {
        return type.toPlain(value);
    }
}
