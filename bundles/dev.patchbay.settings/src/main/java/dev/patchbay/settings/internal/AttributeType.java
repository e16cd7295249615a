package dev.patchbay.settings.internal;

import dev.patchbay.json.Json;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.osgi.service.metatype.AttributeDefinition;

/** The types metatype knows, as JSON writes them and as Configuration Admin stores them. */
enum AttributeType {
    TEXT(AttributeDefinition.STRING, String.class, "a text", "string", AttributeType::text),
    PASSWORD(AttributeDefinition.PASSWORD, String.class, "a text", "string", AttributeType::text),
    CHARACTER(AttributeDefinition.CHARACTER, Character.class, "a single character", "string", AttributeType::character),
    BOOLEAN(AttributeDefinition.BOOLEAN, Boolean.class, "true or false", "boolean", AttributeType::truth),
    BYTE(AttributeDefinition.BYTE, Byte.class, "a whole number", "integer", number(BigDecimal::byteValueExact)),
    SHORT(AttributeDefinition.SHORT, Short.class, "a whole number", "integer", number(BigDecimal::shortValueExact)),
    INTEGER(AttributeDefinition.INTEGER, Integer.class, "a whole number", "integer", number(BigDecimal::intValueExact)),
    LONG(AttributeDefinition.LONG, Long.class, "a whole number", "integer", number(BigDecimal::longValueExact)),
    FLOAT(AttributeDefinition.FLOAT, Float.class, "a number", "number", number(BigDecimal::floatValue)),
    DOUBLE(AttributeDefinition.DOUBLE, Double.class, "a number", "number", number(BigDecimal::doubleValue));

    private final int metatype;
    private final Class<?> javaType;
    private final String words;
    private final String jsonType;

    @SuppressWarnings("ImmutableEnumChecker") // the conversions keep no state
    private final Function<Object, @Nullable Object> conversion;

    AttributeType(
            int metatype,
            Class<?> javaType,
            String words,
            String jsonType,
            Function<Object, @Nullable Object> conversion) {
        this.metatype = metatype;
        this.javaType = javaType;
        this.words = words;
        this.jsonType = jsonType;
        this.conversion = conversion;
    }

    /** The type for a constant of {@link AttributeDefinition}; text for the deprecated ones. */
    static AttributeType of(int metatype) {
        for (AttributeType type : values()) {
            if (type.metatype == metatype) {
                return type;
            }
        }
        return TEXT;
    }

    /** The class Configuration Admin stores it as. */
    Class<?> javaType() {
        return javaType;
    }

    /** What a message calls a value of it. */
    String words() {
        return words;
    }

    /** What JSON Schema calls it. */
    String jsonType() {
        return jsonType;
    }

    boolean isText() {
        return javaType == String.class;
    }

    boolean isNumber() {
        return Number.class.isAssignableFrom(javaType);
    }

    /** A JSON value as one of {@link #javaType}; empty when it is of another type or out of its range. */
    Optional<Object> convert(Object json) {
        return Optional.ofNullable(conversion.apply(json));
    }

    /** A default, which metatype writes as text; empty when the text is not of this type. */
    Optional<Object> parse(String text) {
        if (this == BOOLEAN) {
            return Optional.of(Boolean.valueOf(text));
        }
        return isNumber() ? parseNumber(text) : convert(text);
    }

    private Optional<Object> parseNumber(String text) {
        try {
            return convert(new BigDecimal(text));
        } catch (NumberFormatException e) {
            return Optional.empty(); // the author of a bundle wrote it: nothing the user of a node could correct
        }
    }

    private static @Nullable Object text(Object json) {
        return json instanceof Map ? Json.write(json) : json instanceof String ? json : null;
    }

    private static @Nullable Object character(Object json) {
        return json instanceof String text && text.length() == 1 ? (Object) text.charAt(0) : null;
    }

    private static @Nullable Object truth(Object json) {
        return json instanceof Boolean ? json : null;
    }

    private static Function<Object, @Nullable Object> number(Function<BigDecimal, Object> conversion) {
        return json -> {
            try {
                return json instanceof Number ? conversion.apply(new BigDecimal(json.toString())) : null;
            } catch (ArithmeticException e) {
                return null; // not whole, or too large
            }
        };
    }
}
