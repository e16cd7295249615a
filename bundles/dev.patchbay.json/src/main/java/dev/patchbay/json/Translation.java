package dev.patchbay.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A schema of our dialect (docs/schemas.md) as one of draft 2020-12: what draft 4 writes differently, bare names in
 * {@code $ref}, the extra types and the discriminator.
 */
final class Translation {

    /** What stands before a definition's name in a translated reference. */
    static final String DEFINITION = "urn:patchbay:definition:";

    private static final Pattern BARE_NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9_.-]*");
    private static final Pattern KNOWN_DRAFT =
            Pattern.compile("https?://json-schema\\.org/(draft-0[467]|draft/20(19-09|20-12))/schema#?");

    private static final Set<String> ONE_SCHEMA = Set.of(
            "additionalProperties",
            "contains",
            "contentSchema",
            "else",
            "if",
            "items",
            "not",
            "propertyNames",
            "then",
            "unevaluatedItems",
            "unevaluatedProperties");
    private static final Set<String> MANY_SCHEMAS = Set.of("allOf", "anyOf", "oneOf", "prefixItems");
    private static final Set<String> NAMED_SCHEMAS =
            Set.of("$defs", "definitions", "dependentSchemas", "patternProperties", "properties");

    private final Set<String> names = new TreeSet<>();
    private final Map<String, @Nullable Object> schema;

    /** @throws JsonException when {@code $schema} names a draft that is not known */
    Translation(Map<String, @Nullable Object> source) throws JsonException {
        Object draft = source.get("$schema");
        if (draft != null && !KNOWN_DRAFT.matcher(draft.toString()).matches()) {
            throw new JsonException(
                    "Expected \"$schema\" of draft 4, 6, 7, 2019-09 or 2020-12, or none, got " + draft, 0, 0);
        }
        this.schema = object(source);
    }

    /** The schema in draft 2020-12. */
    Map<String, @Nullable Object> schema() {
        return schema;
    }

    /** The definitions it refers to by name. */
    Set<String> names() {
        return names;
    }

    private @Nullable Object any(@Nullable Object source) {
        return source instanceof Map<?, ?> map ? object(map) : source;
    }

    private Map<String, @Nullable Object> object(Map<?, ?> source) {
        Map<String, @Nullable Object> target = new LinkedHashMap<>();
        source.forEach((keyword, value) -> put(target, String.valueOf(keyword), value));
        target.remove("$schema");
        Draft4.modernise(target);
        PlainTypes.extract(target);
        Discriminator.resolve(target, source);
        return target;
    }

    private void put(Map<String, @Nullable Object> target, String keyword, @Nullable Object value) {
        if (keyword.equals("$ref") && value instanceof String reference) {
            target.put(keyword, reference(reference));
        } else if (value instanceof List<?> list && (MANY_SCHEMAS.contains(keyword) || keyword.equals("items"))) {
            target.put(keyword, list(list));
        } else if (ONE_SCHEMA.contains(keyword) || keyword.equals("additionalItems")) {
            target.put(keyword, any(value));
        } else if (value instanceof Map<?, ?> map
                && (NAMED_SCHEMAS.contains(keyword) || keyword.equals("dependencies"))) {
            target.put(keyword, named(map));
        } else {
            target.put(keyword, value);
        }
    }

    private List<@Nullable Object> list(List<?> sources) {
        List<@Nullable Object> targets = new ArrayList<>();
        sources.forEach(source -> targets.add(any(source)));
        return targets;
    }

    private Map<String, @Nullable Object> named(Map<?, ?> sources) {
        Map<String, @Nullable Object> targets = new LinkedHashMap<>();
        sources.forEach((name, source) -> targets.put(String.valueOf(name), any(source)));
        return targets;
    }

    private String reference(String reference) {
        if (!BARE_NAME.matcher(reference).matches()) {
            return reference;
        }
        names.add(reference);
        return DEFINITION + reference;
    }
}
