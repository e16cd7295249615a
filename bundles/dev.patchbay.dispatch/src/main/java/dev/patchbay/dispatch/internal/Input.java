package dev.patchbay.dispatch.internal;

import dev.patchbay.dispatch.Failure;
import dev.patchbay.dispatch.Request;
import dev.patchbay.json.Definitions;
import dev.patchbay.json.JsonException;
import dev.patchbay.json.JsonSchema;
import dev.patchbay.json.JsonType;
import dev.patchbay.json.Violation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value that comes from outside: made ready, checked against its schema, then bound to its Java type. */
final class Input {

    private final JsonType type;
    private final JsonSchema schema;

    private Input(JsonType type, JsonSchema schema) {
        this.type = type;
        this.schema = schema;
    }

    /** A value of a type, with the schema derived from it and from the element's annotations. */
    static Input derived(Type type, AnnotatedElement element) {
        JsonType json = JsonType.of(type, element);
        return new Input(json, JsonSchema.trusted(json.schema()));
    }

    /** A value of a type, with the schema derived from it. */
    static Input derived(Type type) {
        JsonType json = JsonType.of(type);
        return new Input(json, JsonSchema.trusted(json.schema()));
    }

    /** A value of a type, with a schema of its own. */
    static Input described(Type type, JsonSchema schema) {
        return new Input(JsonType.of(type), schema);
    }

    /** The schema in an annotation on an element. */
    static JsonSchema parsed(String schema, AnnotatedElement element, Definitions definitions) {
        try {
            return JsonSchema.parse(schema, definitions);
        } catch (JsonException e) {
            throw new IllegalArgumentException("On " + element + ": " + e.getMessage(), e);
        }
    }

    Map<String, @Nullable Object> schema() {
        return schema.text();
    }

    /** The value as it is checked and bound: without what is read-only, with the defaults. */
    @Nullable
    Object ready(@Nullable Object plain) {
        return ready(schema, plain);
    }

    static @Nullable Object ready(JsonSchema schema, @Nullable Object plain) {
        return schema.withDefaults(schema.withoutReadOnly(plain));
    }

    /**
     * Everything that is wrong with a value, as the data of a failure.
     *
     * @param ready the value made ready
     * @param prefix the path that leads to it
     */
    List<Object> violations(@Nullable Object plain, @Nullable Object ready, Request request, String prefix) {
        return violations(schema, plain, ready, request, prefix);
    }

    static List<Object> violations(
            JsonSchema schema, @Nullable Object plain, @Nullable Object ready, Request request, String prefix) {
        List<Object> data = new ArrayList<>();
        if (request.rules().contains(Request.Rule.STRICT)) {
            addAsData(schema.readOnly(plain), prefix, data);
        }
        addAsData(schema.check(ready), prefix, data);
        return data;
    }

    private static void addAsData(List<Violation> violations, String prefix, List<Object> data) {
        violations.forEach(each -> data.add(violation(prefix + each.path(), each.message())));
    }

    static Map<String, Object> violation(String path, String message) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("path", path);
        entry.put("message", message);
        return entry;
    }

    /** The bound value; what was wrong with it but not against its schema is refused. */
    @Nullable
    Object bind(@Nullable Object ready, String name, String path) throws Binding.RefusedException {
        try {
            return type.read(ready);
        } catch (JsonException e) {
            throw refused(name, List.of(violation(path, String.valueOf(e.getMessage()))));
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
