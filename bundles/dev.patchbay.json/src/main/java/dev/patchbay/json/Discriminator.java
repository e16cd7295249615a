package dev.patchbay.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code oneOf} with the name of a property beside it, {@code "discriminator": "kind"}: the property's value names the
 * definition that applies; without the property, or when no branch has that name, everything is accepted.
 */
final class Discriminator {

    private Discriminator() {}

    /**
     * Puts a choice by the property in the place of {@code oneOf}.
     *
     * @param source the schema before its references were translated
     */
    static void resolve(Map<String, @Nullable Object> schema, Map<?, ?> source) {
        if (!(schema.get("discriminator") instanceof String property)
                || !(source.get("oneOf") instanceof List<?> sources)
                || !(schema.get("oneOf") instanceof List<?> branches)) {
            return;
        }
        schema.remove("discriminator");
        schema.remove("oneOf");
        List<@Nullable Object> choices = new ArrayList<>();
        if (schema.get("allOf") instanceof List<?> others) {
            choices.addAll(others);
        }
        for (int i = 0; i < branches.size(); i++) {
            if (sources.get(i) instanceof Map<?, ?> branch && branch.get("$ref") instanceof String name) {
                choices.add(choice(property, name, branches.get(i)));
            }
        }
        if (!choices.isEmpty()) {
            schema.put("allOf", choices);
        }
    }

    private static Map<String, @Nullable Object> choice(String property, String name, @Nullable Object branch) {
        Map<String, @Nullable Object> isNamed = Map.of(
                "type", "object", "required", List.of(property), "properties", Map.of(property, Map.of("const", name)));
        return branch == null ? Map.of() : Map.of("if", isNamed, "then", branch);
    }
}
