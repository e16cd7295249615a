package dev.patchbay.settings.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The JSON Schema (draft 2020-12) of the settings file, for editors; the same declarations give the same schema. */
final class SettingsSchema {

    private SettingsSchema() {}

    /** The schema as plain Java types. */
    static Map<String, Object> of(SectionTypes types) {
        Map<String, Object> sections = new LinkedHashMap<>();
        Map<String, Object> instances = new LinkedHashMap<>();
        sections.put(SettingsDocument.PUBLIC, publicKeys());
        for (SectionType type : types.all()) {
            if (type.isFactory()) {
                instances.put("^" + escaped(type.name()) + "~.+$", section(type, types.originals()));
            } else {
                sections.put(type.name(), section(type, types.originals()));
            }
        }
        types.originals().all().forEach(original -> putOriginal(sections, original));
        return file(sections, instances);
    }

    private static Map<String, Object> file(Map<String, Object> sections, Map<String, Object> instances) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", "Patchbay settings");
        schema.put("type", "object");
        schema.put("properties", sections);
        if (!instances.isEmpty()) {
            schema.put("patternProperties", instances);
        }
        schema.put("additionalProperties", true);
        return schema;
    }

    private static Map<String, Object> publicKeys() {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("description", "The top-level keys everybody may see.");
        schema.put("type", "array");
        schema.put("items", Map.of("type", "string"));
        return schema;
    }

    /** The first bundle decides when a name stands for several keys; within an object, its own section declares it. */
    private static void putOriginal(Map<String, Object> sections, OriginalName original) {
        String section = original.section().toString();
        boolean isKnown = original.isAtTop()
                && sections.get(section) instanceof Map<?, ?> schema
                && schema.get("properties") instanceof Map<?, ?> keys
                && keys.containsKey(original.key());
        if (isKnown) {
            String reference = "#/properties/" + section + "/properties/" + original.key();
            sections.putIfAbsent(original.name(), Map.of("$ref", reference));
        }
    }

    private static Map<String, Object> section(SectionType type, OriginalNames originals) {
        Map<String, Object> keys = new LinkedHashMap<>();
        type.attributes().forEach(attribute -> {
            List<String> names = originals.of(SectionName.of(type.pid()), attribute.key());
            keys.put(attribute.key(), attribute(attribute, names));
        });
        Map<String, Object> schema = new LinkedHashMap<>();
        putText(schema, "title", type.title());
        putText(schema, "description", type.description());
        schema.put("type", "object");
        schema.put("properties", keys);
        schema.put("patternProperties", Map.of("\\.", true));
        schema.put("additionalProperties", false);
        return schema;
    }

    private static Map<String, Object> attribute(Attribute attribute, List<String> originals) {
        Map<String, Object> schema = new LinkedHashMap<>();
        putText(schema, "title", attribute.title());
        putText(schema, "description", attribute.description(originals));
        if (attribute.isList()) {
            schema.put("type", "array");
            schema.put("items", item(attribute));
        } else {
            schema.putAll(item(attribute));
        }
        if (!attribute.isSecret()) {
            attribute.defaultValue().ifPresent(value -> schema.put("default", PlainValues.of(value)));
        }
        return schema;
    }

    private static Map<String, Object> item(Attribute attribute) {
        Map<String, Object> schema = new LinkedHashMap<>();
        AttributeType type = attribute.type();
        schema.put("type", type.isText() ? List.of("string", "object") : type.jsonType());
        if (!attribute.options().isEmpty()) {
            schema.put("enum", options(attribute));
        }
        if (type == AttributeType.CHARACTER) {
            schema.put("minLength", 1);
            schema.put("maxLength", 1);
        }
        putBounds(schema, attribute);
        return schema;
    }

    private static List<Object> options(Attribute attribute) {
        List<Object> options = new ArrayList<>();
        for (String option : attribute.options()) {
            attribute.type().parse(option).map(PlainValues::of).ifPresent(options::add);
        }
        return options;
    }

    private static void putBounds(Map<String, Object> schema, Attribute attribute) {
        boolean isText = attribute.type().isText();
        if (attribute.bounds().minimum() != null) {
            schema.put(isText ? "minLength" : "minimum", attribute.bounds().minimum());
        }
        if (attribute.bounds().maximum() != null) {
            schema.put(isText ? "maxLength" : "maximum", attribute.bounds().maximum());
        }
    }

    private static void putText(Map<String, Object> schema, String key, String text) {
        if (!text.isEmpty()) {
            schema.put(key, text);
        }
    }

    /** For a pattern as JSON Schema knows it, which has no {@code \Q}. */
    private static String escaped(String name) {
        return name.replace(".", "\\.");
    }
}
