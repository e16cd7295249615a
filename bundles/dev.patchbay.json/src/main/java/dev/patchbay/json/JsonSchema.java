package dev.patchbay.json;

import dev.harrel.jsonschema.Error;
import dev.harrel.jsonschema.JsonSchemaException;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A JSON Schema (draft 2020-12 unless it says otherwise) to check plain Java types against. Immutable, thread-safe. */
public final class JsonSchema {

    private static final URI ROOT = URI.create("urn:patchbay:schema");

    private final Map<String, @Nullable Object> text;
    private final Validator validator;
    private final boolean hasDefaults;

    private JsonSchema(Map<String, @Nullable Object> text, boolean trusted) {
        this.text = text;
        this.hasDefaults = hasDefaults(text);
        this.validator = new ValidatorFactory()
                .withJsonNodeFactory(PlainNode.FACTORY)
                .withDisabledSchemaValidation(trusted)
                .createValidator();
        validator.registerSchema(ROOT, (Object) text);
    }

    /** A schema that is known to be one, such as those of {@link JsonType#schema}. */
    public static JsonSchema trusted(Map<String, @Nullable Object> schema) {
        return new JsonSchema(schema, true);
    }

    /**
     * A schema somebody wrote by hand.
     *
     * @throws JsonException when the text is not JSON, not an object, or not a valid schema
     */
    @SuppressWarnings("unchecked")
    public static JsonSchema parse(String schema) throws JsonException {
        if (!(Json.parse(schema) instanceof Map<?, ?> map)) {
            throw new JsonException("Expected a JSON Schema, which is a JSON object, got " + schema, 1, 1);
        }
        try {
            return new JsonSchema((Map<String, @Nullable Object>) map, false);
        } catch (JsonSchemaException e) {
            throw new JsonException("Expected a valid JSON Schema, got one with a fault: " + e.getMessage(), 0, 0);
        }
    }

    /** The schema itself, as plain Java types; must not be changed. */
    public Map<String, @Nullable Object> text() {
        return text;
    }

    /** Everything that is wrong with a value; empty when it fits. */
    public List<Violation> check(@Nullable Object value) {
        Validator.Result result = validator.validate(ROOT, PlainNode.FACTORY.wrap(value));
        if (result.isValid()) {
            return List.of();
        }
        return result.getErrors().stream()
                .map(error -> new Violation(error.getInstanceLocation(), message(error)))
                .distinct()
                .toList();
    }

    /** The schema {@code false} stands where something must not be, nearly always a property nobody knows. */
    private static String message(Error error) {
        return "False schema always fails".equals(error.getError()) ? "Not expected here" : error.getError();
    }

    /**
     * The value with the defaults of absent properties filled in, at every depth; the value itself when none is absent.
     */
    public @Nullable Object withDefaults(@Nullable Object value) {
        return hasDefaults ? withDefaults(text, value) : value;
    }

    private static boolean hasDefaults(Map<?, ?> schema) {
        return schema.containsKey("default")
                || schema.get("properties") instanceof Map<?, ?> properties
                        && properties.values().stream()
                                .anyMatch(sub -> sub instanceof Map<?, ?> map && hasDefaults(map));
    }

    @SuppressWarnings("unchecked")
    private static @Nullable Object withDefaults(Map<String, @Nullable Object> schema, @Nullable Object value) {
        if (!(value instanceof Map) || !(schema.get("properties") instanceof Map<?, ?> properties)) {
            return value;
        }
        Map<String, @Nullable Object> object = (Map<String, @Nullable Object>) value;
        Map<String, @Nullable Object> filled = object;
        for (Map.Entry<?, ?> property : properties.entrySet()) {
            String name = String.valueOf(property.getKey());
            if (!(property.getValue() instanceof Map<?, ?> sub)) {
                continue;
            }
            Object before = object.get(name);
            boolean absent = !object.containsKey(name);
            Object after = absent ? sub.get("default") : withDefaults((Map<String, @Nullable Object>) sub, before);
            if (absent ? sub.containsKey("default") : after != before) {
                filled = filled == object ? new LinkedHashMap<>(object) : filled;
                filled.put(name, after);
            }
        }
        return filled;
    }
}
