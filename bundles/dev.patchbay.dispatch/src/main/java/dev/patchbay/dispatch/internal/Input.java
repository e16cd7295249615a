package dev.patchbay.dispatch.internal;

import dev.patchbay.dispatch.Failure;
import dev.patchbay.json.JsonException;
import dev.patchbay.json.JsonSchema;
import dev.patchbay.json.JsonType;
import dev.patchbay.json.Violation;
import dev.patchbay.schema.Accepts;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value that comes from outside: checked against its schema, then bound to its Java type. */
final class Input {

    private final JsonType type;
    private final JsonSchema schema;

    private Input(JsonType type, JsonSchema schema) {
        this.type = type;
        this.schema = schema;
    }

    /** A value of a type, with the schema derived from it and from the element's annotations. */
    static Input of(Type type, AnnotatedElement element) {
        JsonType json = JsonType.of(type, element);
        return new Input(json, JsonSchema.trusted(json.schema()));
    }

    /** A value of a type, with the schema in the element's {@link Accepts} if it has one. */
    static Input accepted(Type type, AnnotatedElement element) {
        Accepts accepts = element.getAnnotation(Accepts.class);
        JsonType json = JsonType.of(type);
        return new Input(json, accepts == null ? JsonSchema.trusted(json.schema()) : literal(accepts.value(), element));
    }

    static JsonSchema literal(String schema, AnnotatedElement element) {
        try {
            return JsonSchema.parse(schema);
        } catch (JsonException e) {
            throw new IllegalArgumentException("On " + element + ": " + e.getMessage(), e);
        }
    }

    Map<String, @Nullable Object> schema() {
        return schema.text();
    }

    /** Everything that is wrong with a value, as the data of a failure. */
    List<Object> violations(@Nullable Object plain, String prefix) {
        return asData(schema.check(plain), prefix);
    }

    static List<Object> asData(List<Violation> violations, String prefix) {
        List<Object> data = new ArrayList<>(violations.size());
        for (Violation violation : violations) {
            data.add(violation(prefix + violation.path(), violation.message()));
        }
        return data;
    }

    static Map<String, Object> violation(String path, String message) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("path", path);
        entry.put("message", message);
        return entry;
    }

    /** The bound value. */
    @Nullable
    Object bind(@Nullable Object plain, String name) throws Binding.RefusedException {
        try {
            return type.read(schema.withDefaults(plain));
        } catch (JsonException e) {
            throw refused(name, List.of(violation("", String.valueOf(e.getMessage()))));
        }
    }

    static Binding.RefusedException refused(String name, List<Object> violations) {
        return new Binding.RefusedException(new Failure(
                Failure.Kind.INVALID_INPUT,
                0,
                "The input of '" + name + "' does not match its schema: " + summary(violations),
                violations));
    }

    private static String summary(List<Object> violations) {
        Map<?, ?> first = (Map<?, ?>) violations.get(0);
        String path = String.valueOf(first.get("path"));
        String place = path.isEmpty() ? "" : "at " + path + ": ";
        String more = violations.size() == 1 ? "" : " (and " + (violations.size() - 1) + " more)";
        return place + first.get("message") + more;
    }
}
