package dev.patchbay.protocol.jsonrpc.internal;

import dev.patchbay.json.ExclusiveBounds;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The schemas of one document, which refer to nothing outside of it: the node's definitions, which they call by bare
 * name, stand in its {@code components} (OpenRPC 1.3.2, Components Object), and what a schema points to in itself is
 * pointed to where that schema is put. One instance for each document; for one thread.
 */
final class DocumentSchemas {

    private static final String PLACE = "#/components/schemas/";
    private static final Pattern BARE_NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9_.-]*");

    /** They hold for a document of their own, which a schema is not any more. */
    private static final Set<String> OF_A_DOCUMENT = Set.of("$id", "$schema");

    private static final Set<String> ONE_SCHEMA = Set.of(
            "additionalItems",
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
    private static final Set<String> MANY_SCHEMAS = Set.of("allOf", "anyOf", "items", "oneOf", "prefixItems");
    private static final Set<String> NAMED_SCHEMAS =
            Set.of("$defs", "definitions", "dependencies", "dependentSchemas", "patternProperties", "properties");

    private final Map<String, Map<String, @Nullable Object>> definitions;

    /** What has been referred to. */
    private final Set<String> names = new TreeSet<>();

    /** @param definitions those of the node, by name */
    DocumentSchemas(Map<String, Map<String, @Nullable Object>> definitions) {
        this.definitions = definitions;
    }

    /**
     * A schema of the document.
     *
     * @param pointer where it is put, as a URI fragment: {@code #/methods/0/result/schema}
     */
    Map<String, @Nullable Object> at(String pointer, Map<?, ?> schema) {
        return schema(schema, pointer, pointer);
    }

    /** The definitions that were referred to, and those that they refer to, sorted by name. */
    Map<String, @Nullable Object> components() {
        Map<String, @Nullable Object> components = new TreeMap<>();
        while (!components.keySet().containsAll(names)) {
            for (String name : List.copyOf(names)) {
                components.computeIfAbsent(name, this::definition);
            }
        }
        return components;
    }

    private Object definition(String name) {
        Map<String, @Nullable Object> definition = definitions.get(name);
        return definition == null
                ? Map.of("description", "Not defined on the node now; calls that need it fail.")
                : at(PLACE + name, definition);
    }

    /** @param base where the schema is that pointers in this one begin at */
    private Map<String, @Nullable Object> schema(Map<?, ?> schema, String pointer, String base) {
        String own = schema.get("$id") instanceof String ? pointer : base;
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        schema.forEach((key, value) -> {
            String keyword = String.valueOf(key);
            if (!OF_A_DOCUMENT.contains(keyword)) {
                copy.put(keyword, value(keyword, value, pointer + step(keyword), own));
            }
        });
        SpecialTypes.replace(copy);
        ExclusiveBounds.replace(copy);
        return copy;
    }

    private @Nullable Object value(String keyword, @Nullable Object value, String pointer, String base) {
        if (keyword.equals("$ref") && value instanceof String reference) {
            return reference(reference, base);
        }
        if (value instanceof List<?> list && MANY_SCHEMAS.contains(keyword)) {
            return list(list, pointer, base);
        }
        if (value instanceof Map<?, ?> named && NAMED_SCHEMAS.contains(keyword)) {
            return named(named, pointer, base);
        }
        return ONE_SCHEMA.contains(keyword) ? any(value, pointer, base) : value;
    }

    private @Nullable Object any(@Nullable Object value, String pointer, String base) {
        return value instanceof Map<?, ?> schema ? schema(schema, pointer, base) : value;
    }

    private List<@Nullable Object> list(List<?> schemas, String pointer, String base) {
        List<@Nullable Object> copy = new ArrayList<>();
        for (Object each : schemas) {
            copy.add(any(each, pointer + "/" + copy.size(), base));
        }
        return copy;
    }

    private Map<String, @Nullable Object> named(Map<?, ?> schemas, String pointer, String base) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        schemas.forEach((name, each) ->
                copy.put(String.valueOf(name), any(each, pointer + step(String.valueOf(name)), base)));
        return copy;
    }

    private String reference(String reference, String base) {
        if (BARE_NAME.matcher(reference).matches()) {
            names.add(reference);
            return PLACE + reference;
        }
        boolean isPointer = reference.equals("#") || reference.startsWith("#/");
        return isPointer ? base + reference.substring(1) : reference;
    }

    /** A part of a JSON Pointer (RFC 6901) in a URI fragment. */
    private static String step(String name) {
        String escaped = name.replace("~", "~0").replace("/", "~1");
        return "/" + URLEncoder.encode(escaped, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
