package dev.patchbay.json;

import dev.harrel.jsonschema.Error;
import dev.harrel.jsonschema.EvaluatorFactory;
import dev.harrel.jsonschema.FormatEvaluatorFactory;
import dev.harrel.jsonschema.JsonSchemaException;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A translated schema together with the definitions it refers to at one time, ready to be used. Immutable. */
final class CompiledSchema {

    private static final URI ROOT = URI.create("urn:patchbay:schema");
    private static final EvaluatorFactory EVALUATORS =
            EvaluatorFactory.compose(new FormatEvaluatorFactory(), PlainTypes.evaluators());

    /** The definitions it refers to, also by way of others, as they were written. */
    private final Map<String, Map<String, @Nullable Object>> used = new LinkedHashMap<>();

    private final Validator validator;
    private final @Nullable QuickCheck quick;
    private final SchemaGraph graph;
    private final boolean hasDefaults;
    private final boolean hasReadOnly;

    /**
     * Compiles it.
     *
     * @param names the definitions it refers to itself
     * @throws SchemaException when one is missing or refers to what is, or when they refer to each other in a circle
     */
    CompiledSchema(
            Map<String, @Nullable Object> schema,
            Set<String> names,
            Map<String, Map<String, @Nullable Object>> definitions) {
        Map<String, Map<String, @Nullable Object>> translated = collect(names, definitions);
        graph = new SchemaGraph(schema, translated);
        if (Circles.areIn(graph)) {
            throw new SchemaException("Expected references that come to an end, got some that lead in a circle"
                    + (used.isEmpty() ? "" : ", by way of " + String.join(", ", used.keySet())));
        }
        quick = QuickCheck.of(schema);
        validator = validator(true);
        validator.registerSchema(ROOT, (Object) schema);
        translated.forEach(
                (name, each) -> validator.registerSchema(URI.create(Translation.DEFINITION + name), (Object) each));
        hasDefaults = contains("default", schema) || contains("default", translated);
        hasReadOnly = contains("readOnly", schema) || contains("readOnly", translated);
    }

    private static Validator validator(boolean isTrusted) {
        return new ValidatorFactory()
                .withJsonNodeFactory(PlainNode.FACTORY)
                .withEvaluatorFactory(EVALUATORS)
                .withDisabledSchemaValidation(isTrusted)
                .createValidator();
    }

    /** @throws JsonException when a translated schema is not one of draft 2020-12 */
    static void requireValid(Map<String, @Nullable Object> schema) throws JsonException {
        try {
            validator(false).registerSchema(ROOT, (Object) schema);
        } catch (JsonSchemaException e) {
            throw new JsonException("Expected a valid JSON Schema, got one with a fault: " + e.getMessage(), 0, 0);
        }
    }

    private Map<String, Map<String, @Nullable Object>> collect(
            Set<String> names, Map<String, Map<String, @Nullable Object>> definitions) {
        Map<String, Map<String, @Nullable Object>> translated = new LinkedHashMap<>();
        Deque<String> open = new ArrayDeque<>(names);
        while (!open.isEmpty()) {
            String name = open.remove();
            if (!used.containsKey(name)) {
                Map<String, @Nullable Object> definition = definitions.get(name);
                if (definition == null) {
                    throw new SchemaException("Expected a definition of '" + name
                            + "', to which the schema refers, got none; is the plugin that defines it there?");
                }
                used.put(name, definition);
                Translation translation = translate(name, definition);
                translated.put(name, translation.schema());
                open.addAll(translation.names());
            }
        }
        return translated;
    }

    private static Translation translate(String name, Map<String, @Nullable Object> definition) {
        try {
            return new Translation(definition);
        } catch (JsonException e) {
            throw new SchemaException("Of the definition '" + name + "': " + e.getMessage());
        }
    }

    private static boolean contains(String keyword, @Nullable Object part) {
        if (part instanceof Map<?, ?> map) {
            return map.containsKey(keyword) || contains(keyword, map.values());
        }
        return part instanceof Collection<?> list && list.stream().anyMatch(each -> contains(keyword, each));
    }

    /** Whether nothing it refers to has changed since. */
    boolean holdsFor(Map<String, Map<String, @Nullable Object>> definitions) {
        return used.entrySet().stream().allMatch(entry -> definitions.get(entry.getKey()) == entry.getValue());
    }

    List<Violation> check(@Nullable Object value) {
        return quick != null && quick.fits(value) ? List.of() : checkByLibrary(value);
    }

    /** What it says is what {@link #check} says. */
    List<Violation> checkByLibrary(@Nullable Object value) {
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

    @Nullable
    Object withDefaults(@Nullable Object value) {
        return hasDefaults ? new Defaults(graph).walk(graph.root(), value) : value;
    }

    @Nullable
    Object withoutReadOnly(@Nullable Object value) {
        return hasReadOnly ? new ReadOnly(graph).walk(graph.root(), value) : value;
    }

    List<Violation> readOnly(@Nullable Object value) {
        if (!hasReadOnly) {
            return List.of();
        }
        ReadOnly walk = new ReadOnly(graph);
        walk.walk(graph.root(), value);
        return walk.violations();
    }
}
