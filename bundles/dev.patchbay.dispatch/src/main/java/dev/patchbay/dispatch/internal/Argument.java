package dev.patchbay.dispatch.internal;

import dev.patchbay.dispatch.Catalog.ParameterDescription;
import dev.patchbay.json.JsonSchema;
import dev.patchbay.json.JsonType;
import dev.patchbay.rpc.spi.Param;
import dev.patchbay.schema.Description;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A value a caller passes, by position or by name.
 *
 * @param title another name it may be passed by; the same as its name when it has none
 * @param required whether it must be passed
 * @param otherwise what it is when it was not passed, as plain Java types
 */
record Argument(
        String name,
        String title,
        int position,
        boolean required,
        String description,
        Input input,
        @Nullable Object otherwise) {

    /** A parameter of a method. */
    static Argument of(Parameter parameter, int position) {
        Param named = parameter.getAnnotation(Param.class);
        Description described = parameter.getAnnotation(Description.class);
        return of(
                named == null ? parameter.getName() : named.value(),
                position,
                !JsonType.isOptional(parameter.getType(), parameter, parameter.getAnnotatedType()),
                described == null ? "" : described.value(),
                Input.derived(parameter.getParameterizedType(), parameter));
    }

    /** A component of a task's input. */
    static Argument of(RecordComponent component, int position) {
        Description described = component.getAnnotation(Description.class);
        return of(
                component.getName(),
                position,
                !JsonType.isOptional(component.getType(), component, component.getAnnotatedType()),
                described == null ? "" : described.value(),
                Input.derived(component.getGenericType(), component));
    }

    private static Argument of(String name, int position, boolean required, String description, Input input) {
        return new Argument(
                name,
                name,
                position,
                required,
                description,
                input,
                input.schema().get("default"));
    }

    /** One of which nothing is known but its schema. */
    static Argument of(JsonSchema schema, int position) {
        String name = "arg" + position;
        Input input = Input.described(Object.class, schema);
        return new Argument(name, name, position, false, "", input, null).describedBy(schema, Object.class);
    }

    /** The same with a schema of its own, which may say that it must be passed, and what it is called besides. */
    Argument describedBy(JsonSchema schema, Type type) {
        Map<String, @Nullable Object> text = schema.text();
        boolean hasDefault = text.containsKey("default");
        return new Argument(
                name,
                text.get("title") instanceof String other ? other : title,
                position,
                Boolean.TRUE.equals(text.get("mandatory")) || required && !hasDefault,
                text.get("description") instanceof String said ? said : description,
                Input.described(type, schema),
                hasDefault ? text.get("default") : otherwise);
    }

    boolean isCalled(@Nullable Object name) {
        return this.name.equals(name) || title.equals(name);
    }

    ParameterDescription describe() {
        return new ParameterDescription(name, description, required, input.schema());
    }

    /** Its schema, with its name and whether it must be passed in the words of docs/schemas.md. */
    Map<String, @Nullable Object> titledSchema() {
        Map<String, @Nullable Object> schema = new LinkedHashMap<>(input.schema());
        schema.putIfAbsent("title", name);
        if (required) {
            schema.put("mandatory", true);
        }
        return schema;
    }
}
