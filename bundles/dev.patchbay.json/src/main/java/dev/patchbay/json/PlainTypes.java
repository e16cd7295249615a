package dev.patchbay.json;

import dev.harrel.jsonschema.EvaluationContext;
import dev.harrel.jsonschema.Evaluator;
import dev.harrel.jsonschema.EvaluatorFactory;
import dev.harrel.jsonschema.JsonNode;
import dev.harrel.jsonschema.SimpleType;
import dev.patchbay.schema.Password;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The types a schema may name besides those of JSON: {@code datetime}, {@code binary}, {@code password} and {@code fd}. A
 * value may be the plain Java object or the text that means it.
 */
final class PlainTypes implements Evaluator {

    private static final String KEYWORD = "x-patchbay-type";
    private static final Set<String> EXTRA = Set.of("datetime", "binary", "password", "fd");
    private static final Set<String> OF_JSON =
            Set.of("array", "boolean", "integer", "null", "number", "object", "string");

    private final Set<String> names;

    private PlainTypes(JsonNode names) {
        this.names = names.asArray().stream().map(JsonNode::asString).collect(Collectors.toUnmodifiableSet());
    }

    /** Teaches them to the library. */
    static EvaluatorFactory evaluators() {
        return new EvaluatorFactory.Builder()
                .withKeyword(KEYWORD, (JsonNode names) -> new PlainTypes(names))
                .build();
    }

    /** Moves a {@code type} that names one of them to a keyword of our own; one that is wrong stays to be refused. */
    static void extract(Map<String, @Nullable Object> schema) {
        Object type = schema.get("type");
        List<?> names = type instanceof List<?> list ? list : type == null ? List.of() : List.of(type);
        boolean isKnown = names.stream().allMatch(name -> EXTRA.contains(name) || OF_JSON.contains(name));
        if (isKnown && names.stream().anyMatch(EXTRA::contains)) {
            schema.remove("type");
            schema.put(KEYWORD, names);
        }
    }

    @Override
    public Result evaluate(EvaluationContext context, JsonNode node) {
        if (names.stream().anyMatch(name -> matches(name, node))) {
            return Result.success();
        }
        return Result.failure("Value is [" + node.getNodeType().getName() + "] but should be ["
                + names.stream().sorted().collect(Collectors.joining(", ")) + "]");
    }

    private static boolean matches(String name, JsonNode node) {
        Object value = ((PlainNode) node).value();
        return switch (name) {
            case "datetime" ->
                value instanceof Instant
                        || value instanceof OffsetDateTime
                        || value instanceof String text && isDateTime(text);
            case "binary" -> value instanceof byte[] || value instanceof String text && isBase64(text);
            case "password" -> value instanceof Password || value instanceof String;
            case "fd" -> value == null || node.getNodeType() == SimpleType.INTEGER;
            case "number" -> node.getNodeType() == SimpleType.NUMBER || node.getNodeType() == SimpleType.INTEGER;
            default -> node.getNodeType().getName().equals(name);
        };
    }

    private static boolean isDateTime(String text) {
        try {
            DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text);
            return true;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private static boolean isBase64(String text) {
        try {
            Base64.getDecoder().decode(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
