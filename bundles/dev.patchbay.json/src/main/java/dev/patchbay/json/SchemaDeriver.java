package dev.patchbay.json;

import dev.patchbay.schema.Default;
import dev.patchbay.schema.Description;
import dev.patchbay.schema.Length;
import dev.patchbay.schema.Pattern;
import dev.patchbay.schema.Range;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Derives the JSON Schema of one Java type; one instance for each derivation. */
final class SchemaDeriver {

    private static final Set<Type> WHOLE =
            Set.of(long.class, Long.class, BigInteger.class, short.class, Short.class, byte.class, Byte.class);
    private static final Set<Type> DECIMAL =
            Set.of(double.class, Double.class, float.class, Float.class, BigDecimal.class, Number.class);
    private static final Set<Type> NOTHING = Set.of(void.class, Void.class);

    private final Type root;
    private final Set<Type> inProgress = new HashSet<>();
    private final Set<Type> recursive = new HashSet<>();
    private final Map<String, @Nullable Object> definitions = new LinkedHashMap<>();

    private SchemaDeriver(Type root) {
        this.root = root;
    }

    static Map<String, @Nullable Object> derive(Type type, @Nullable AnnotatedElement element) {
        return new SchemaDeriver(type).derive(element);
    }

    private Map<String, @Nullable Object> derive(@Nullable AnnotatedElement element) {
        Map<String, @Nullable Object> schema = of(root, Map.of());
        if (element != null) {
            annotate(schema, element);
        }
        if (!definitions.isEmpty()) {
            // a base of its own keeps the references right wherever this schema is put
            schema.put("$id", "urn:java:" + root.getTypeName().replaceAll("[^A-Za-z0-9.]", "-"));
            schema.put("$defs", definitions);
        }
        return schema;
    }

    private Map<String, @Nullable Object> of(Type type, Map<TypeVariable<?>, Type> bindings) {
        if (type instanceof ParameterizedType parameterized) {
            return ofParameterized(parameterized, bindings);
        }
        if (type instanceof GenericArrayType array) {
            return array(of(array.getGenericComponentType(), bindings));
        }
        if (type instanceof WildcardType wildcard) {
            return of(wildcard.getUpperBounds()[0], bindings);
        }
        if (type instanceof TypeVariable<?> variable) {
            Type bound = bindings.get(variable);
            return bound == null ? new LinkedHashMap<>() : of(bound, bindings);
        }
        return ofClass((Class<?>) type, bindings);
    }

    private Map<String, @Nullable Object> ofParameterized(ParameterizedType type, Map<TypeVariable<?>, Type> outer) {
        Class<?> raw = (Class<?>) type.getRawType();
        Type[] arguments = type.getActualTypeArguments();
        if (raw == Optional.class) {
            Map<String, @Nullable Object> schema = orNull(of(arguments[0], outer));
            schema.put("default", null);
            return schema;
        }
        if (Collection.class.isAssignableFrom(raw)) {
            Map<String, @Nullable Object> schema = array(of(arguments[0], outer));
            if (Set.class.isAssignableFrom(raw)) {
                schema.put("uniqueItems", true);
            }
            return schema;
        }
        if (Map.class.isAssignableFrom(raw)) {
            Map<String, @Nullable Object> schema = typed("object");
            Map<String, @Nullable Object> values = of(arguments[1], outer);
            if (!values.isEmpty()) {
                schema.put("additionalProperties", values);
            }
            return schema;
        }
        Map<TypeVariable<?>, Type> bindings = new HashMap<>(outer);
        for (int i = 0; i < arguments.length; i++) {
            Type argument = arguments[i];
            bindings.put(
                    raw.getTypeParameters()[i],
                    argument instanceof TypeVariable<?> variable
                            ? outer.getOrDefault(variable, Object.class)
                            : argument);
        }
        return ofClass(raw, bindings);
    }

    private Map<String, @Nullable Object> ofClass(Class<?> type, Map<TypeVariable<?>, Type> bindings) {
        Map<String, Object> scalar = Scalars.SCHEMAS.get(type);
        if (scalar != null) {
            return new LinkedHashMap<>(scalar);
        }
        if (type == Object.class) {
            return new LinkedHashMap<>();
        }
        if (NOTHING.contains(type)) {
            return typed("null");
        }
        if (type == String.class || type == CharSequence.class || type == char.class || type == Character.class) {
            return typed("string");
        }
        if (type == boolean.class || type == Boolean.class) {
            return typed("boolean");
        }
        if (type == int.class || type == Integer.class) {
            return whole(Integer.MIN_VALUE, Integer.MAX_VALUE);
        }
        if (WHOLE.contains(type)) {
            return typed("integer");
        }
        if (DECIMAL.contains(type)) {
            return typed("number");
        }
        if (type.isEnum()) {
            return constants(type);
        }
        if (type.isArray()) {
            return array(of(type.getComponentType(), bindings));
        }
        if (Collection.class.isAssignableFrom(type)) {
            return array(new LinkedHashMap<>());
        }
        if (Map.class.isAssignableFrom(type)) {
            return typed("object");
        }
        if (type.isRecord()) {
            return ofRecord(type, bindings);
        }
        throw new IllegalArgumentException(
                "Expected a record, enum, list, map, string, number, boolean or java.time type"
                        + " to derive a JSON Schema from, got " + type.getName() + " in " + root.getTypeName()
                        + "; use a record instead");
    }

    private Map<String, @Nullable Object> ofRecord(Class<?> type, Map<TypeVariable<?>, Type> bindings) {
        if (!inProgress.add(type)) {
            recursive.add(type);
            Map<String, @Nullable Object> reference = new LinkedHashMap<>();
            reference.put("$ref", "#/$defs/" + type.getSimpleName());
            return reference;
        }
        Map<String, @Nullable Object> schema = typed("object");
        Map<String, @Nullable Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            Map<String, @Nullable Object> property = of(component.getGenericType(), bindings);
            properties.put(component.getName(), annotate(property, component));
            if (!isOptional(component.getType(), component, component.getAnnotatedType())) {
                required.add(component.getName());
            }
        }
        describe(schema, type);
        schema.put("properties", properties);
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        schema.put("additionalProperties", false);
        inProgress.remove(type);
        if (recursive.contains(type)) {
            definitions.put(type.getSimpleName(), new LinkedHashMap<>(schema));
        }
        return schema;
    }

    /** Whether a value may be left out: {@code Optional}, {@code @Nullable}, or with a default. */
    static boolean isOptional(Class<?> type, AnnotatedElement... elements) {
        return type == Optional.class
                || Arrays.stream(elements)
                        .flatMap(element -> Arrays.stream(element.getAnnotations()))
                        .anyMatch(
                                annotation -> annotation instanceof Default || isNullable(annotation.annotationType()));
    }

    /** Every library has its own; the name is what they agree on. */
    private static boolean isNullable(Class<?> annotation) {
        return annotation.getSimpleName().equals("Nullable");
    }

    private static Map<String, @Nullable Object> annotate(
            Map<String, @Nullable Object> schema, AnnotatedElement element) {
        describe(schema, element);
        Range range = element.getAnnotation(Range.class);
        if (range != null) {
            bound(schema, "minimum", range.min());
            bound(schema, "maximum", range.max());
        }
        Pattern pattern = element.getAnnotation(Pattern.class);
        if (pattern != null) {
            schema.put("pattern", pattern.value());
        }
        Length length = element.getAnnotation(Length.class);
        if (length != null) {
            limit(schema, length);
        }
        Default otherwise = element.getAnnotation(Default.class);
        if (otherwise != null) {
            schema.put("default", literal(otherwise.value(), element));
        }
        if (allowsNull(element)) {
            orNull(schema);
        }
        return schema;
    }

    private static boolean allowsNull(AnnotatedElement element) {
        AnnotatedElement type = element;
        if (element instanceof RecordComponent component) {
            type = component.getAnnotatedType();
        } else if (element instanceof Parameter parameter) {
            type = parameter.getAnnotatedType();
        }
        return Arrays.stream(type.getAnnotations()).anyMatch(annotation -> isNullable(annotation.annotationType()));
    }

    private static void describe(Map<String, @Nullable Object> schema, AnnotatedElement element) {
        Description description = element.getAnnotation(Description.class);
        if (description != null) {
            schema.put("description", description.value());
        }
    }

    private static void bound(Map<String, @Nullable Object> schema, String keyword, double value) {
        if (Double.isFinite(value)) {
            boolean isWhole = value == Math.rint(value) && Math.abs(value) < 1e15;
            schema.put(keyword, isWhole ? (Number) (long) value : (Number) value);
        }
    }

    private static void limit(Map<String, @Nullable Object> schema, Length length) {
        String subject = "array".equals(schema.get("type")) ? "Items" : "Length";
        if (length.min() > 0) {
            schema.put("min" + subject, (long) length.min());
        }
        if (length.max() < Integer.MAX_VALUE) {
            schema.put("max" + subject, (long) length.max());
        }
    }

    private static @Nullable Object literal(String json, AnnotatedElement element) {
        try {
            return Json.parse(json);
        } catch (JsonException e) {
            throw new IllegalArgumentException(
                    "Expected @Default with a JSON literal on " + element + ", such as \"5\" or \"\\\"text\\\"\": "
                            + e.getMessage(),
                    e);
        }
    }

    private static Map<String, @Nullable Object> typed(String type) {
        Map<String, @Nullable Object> schema = new LinkedHashMap<>();
        schema.put("type", type);
        return schema;
    }

    private static Map<String, @Nullable Object> whole(long minimum, long maximum) {
        Map<String, @Nullable Object> schema = typed("integer");
        schema.put("minimum", minimum);
        schema.put("maximum", maximum);
        return schema;
    }

    private static Map<String, @Nullable Object> array(Map<String, @Nullable Object> items) {
        Map<String, @Nullable Object> schema = typed("array");
        schema.put("items", items);
        return schema;
    }

    private static Map<String, @Nullable Object> constants(Class<?> type) {
        Map<String, @Nullable Object> schema = typed("string");
        schema.put(
                "enum",
                Arrays.stream(type.getEnumConstants())
                        .map(constant -> ((Enum<?>) constant).name())
                        .toList());
        return schema;
    }

    /** Allows null beside what the schema allows already. */
    private static Map<String, @Nullable Object> orNull(Map<String, @Nullable Object> schema) {
        Object type = schema.get("type");
        if (type instanceof String) {
            schema.put("type", List.of(type, "null"));
        }
        if (type != null && schema.get("enum") instanceof List<?> constants) {
            List<@Nullable Object> extended = new ArrayList<>(constants);
            extended.add(null);
            schema.put("enum", extended);
        }
        if (schema.remove("$ref") instanceof String reference) {
            schema.put("anyOf", List.of(Map.of("$ref", reference), Map.of("type", "null")));
        }
        return schema;
    }
}
