package dev.patchbay.json;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A JSON Schema to check plain Java types against, in the dialect of docs/schemas.md. Thread-safe.
 *
 * <p>It may refer to definitions that come and go. Whoever uses it then gets what holds at that moment, or a
 * {@link SchemaException}.
 */
public final class JsonSchema {

    private final Map<String, @Nullable Object> text;
    private final Map<String, @Nullable Object> translated;
    private final Set<String> names;
    private final Definitions definitions;
    private volatile @Nullable State state;

    /** What was compiled, and for which definitions. */
    private record State(Map<String, Map<String, @Nullable Object>> definitions, CompiledSchema compiled) {}

    private JsonSchema(
            Map<String, @Nullable Object> text,
            Map<String, @Nullable Object> translated,
            Set<String> names,
            Definitions definitions) {
        this.text = text;
        this.translated = translated;
        this.names = names;
        this.definitions = definitions;
    }

    /** A schema of draft 2020-12 that is known to be one, such as those of {@link JsonType#schema}. */
    public static JsonSchema trusted(Map<String, @Nullable Object> schema) {
        return new JsonSchema(schema, schema, Set.of(), Definitions.NONE);
    }

    /**
     * A schema somebody wrote by hand, which refers to nothing outside.
     *
     * @throws JsonException when the text is not JSON, not an object, or not a valid schema
     */
    public static JsonSchema parse(String schema) throws JsonException {
        return parse(schema, Definitions.NONE);
    }

    /**
     * A schema somebody wrote by hand.
     *
     * @param definitions what it may refer to by bare name; what it does refer to need not be there yet
     * @throws JsonException when the text is not JSON, not an object, or not a valid schema
     */
    public static JsonSchema parse(String schema, Definitions definitions) throws JsonException {
        return of(Json.parse(schema), definitions);
    }

    /**
     * A schema as plain Java types.
     *
     * @param definitions what it may refer to by bare name; what it does refer to need not be there yet
     * @throws JsonException when it is not an object, or not a valid schema
     */
    @SuppressWarnings("unchecked")
    public static JsonSchema of(@Nullable Object schema, Definitions definitions) throws JsonException {
        if (!(schema instanceof Map)) {
            throw new JsonException("Expected a JSON Schema, which is a JSON object, got " + Json.write(schema), 1, 1);
        }
        Map<String, @Nullable Object> text = (Map<String, @Nullable Object>) schema;
        Translation translation = new Translation(text);
        CompiledSchema.requireValid(translation.schema());
        return new JsonSchema(text, translation.schema(), translation.names(), definitions);
    }

    /** The schema itself, as it was written, as plain Java types; must not be changed. */
    public Map<String, @Nullable Object> text() {
        return text;
    }

    /**
     * Everything that is wrong with a value; empty when it fits.
     *
     * @throws SchemaException when the schema cannot be used now
     */
    public List<Violation> check(@Nullable Object value) {
        return compiled().check(value);
    }

    /**
     * The value with the defaults of absent properties filled in, at every depth; the value itself when none is absent.
     *
     * @throws SchemaException when the schema cannot be used now
     */
    public @Nullable Object withDefaults(@Nullable Object value) {
        return compiled().withDefaults(value);
    }

    /**
     * The value without its read-only properties, at every depth; the value itself when it has none.
     *
     * @throws SchemaException when the schema cannot be used now
     */
    public @Nullable Object withoutReadOnly(@Nullable Object value) {
        return compiled().withoutReadOnly(value);
    }

    /**
     * A violation for each read-only property that has a value.
     *
     * @throws SchemaException when the schema cannot be used now
     */
    public List<Violation> readOnly(@Nullable Object value) {
        return compiled().readOnly(value);
    }

    private CompiledSchema compiled() {
        State last = state;
        Map<String, Map<String, @Nullable Object>> now = definitions.byName();
        if (last != null && last.definitions() == now) {
            return last.compiled();
        }
        CompiledSchema compiled = last != null && last.compiled().holdsFor(now)
                ? last.compiled()
                : new CompiledSchema(translated, names, now);
        state = new State(now, compiled);
        return compiled;
    }
}
