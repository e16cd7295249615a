package dev.patchbay.json;

import dev.harrel.jsonschema.JsonNode;
import dev.harrel.jsonschema.JsonNodeFactory;
import dev.harrel.jsonschema.SimpleType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A plain Java value as the schema library sees it; children are wrapped when first looked at. */
final class PlainNode implements JsonNode {

    /** Wraps plain Java types, and reads the library's own meta-schemas. */
    static final JsonNodeFactory FACTORY = new JsonNodeFactory() {
        @Override
        public JsonNode wrap(@Nullable Object node) {
            return node instanceof PlainNode plain ? new PlainNode(plain.value, "") : new PlainNode(node, "");
        }

        @Override
        public JsonNode create(String rawJson) {
            try {
                return new PlainNode(Json.parse(rawJson), "");
            } catch (JsonException e) {
                throw new IllegalArgumentException(e);
            }
        }
    };

    private final @Nullable Object value;
    private final String pointer;
    private final SimpleType type;
    private @Nullable Object children;

    private PlainNode(@Nullable Object value, String pointer) {
        this.value = value;
        this.pointer = pointer;
        this.type = typeOf(value);
    }

    private static SimpleType typeOf(@Nullable Object value) {
        if (value == null) {
            return SimpleType.NULL;
        }
        if (value instanceof String) {
            return SimpleType.STRING;
        }
        if (value instanceof Boolean) {
            return SimpleType.BOOLEAN;
        }
        if (value instanceof Number number) {
            return isWhole(number) ? SimpleType.INTEGER : SimpleType.NUMBER;
        }
        if (value instanceof Map) {
            return SimpleType.OBJECT;
        }
        return PlainScalar.is(value) ? SimpleType.STRING : SimpleType.ARRAY;
    }

    private static boolean isWhole(Number number) {
        if (number instanceof Double || number instanceof Float) {
            return number.doubleValue() == Math.rint(number.doubleValue());
        }
        return !(number instanceof BigDecimal decimal)
                || decimal.stripTrailingZeros().scale() <= 0;
    }

    @Override
    public String getJsonPointer() {
        return pointer;
    }

    @Override
    public SimpleType getNodeType() {
        return type;
    }

    @Override
    public boolean asBoolean() {
        return Boolean.TRUE.equals(value);
    }

    @Override
    public String asString() {
        if (value instanceof String string) {
            return string;
        }
        String text = value == null ? null : PlainScalar.text(value);
        return text == null ? String.valueOf(value) : text;
    }

    /** The value itself. */
    @Nullable
    Object value() {
        return value;
    }

    @Override
    public BigInteger asInteger() {
        return value instanceof BigInteger whole ? whole : asNumber().toBigInteger();
    }

    @Override
    public BigDecimal asNumber() {
        return value instanceof Long whole ? BigDecimal.valueOf(whole) : new BigDecimal(String.valueOf(value));
    }

    @Override
    @SuppressWarnings("unchecked")
    public List<JsonNode> asArray() {
        if (children == null) {
            List<JsonNode> nodes = new ArrayList<>();
            for (Object element : (Iterable<?>) Objects.requireNonNull(value)) {
                nodes.add(new PlainNode(element, pointer + "/" + nodes.size()));
            }
            children = nodes;
        }
        return (List<JsonNode>) children;
    }

    @Override
    @SuppressWarnings("unchecked")
    public Map<String, JsonNode> asObject() {
        if (children == null) {
            Map<String, JsonNode> nodes = new LinkedHashMap<>();
            ((Map<String, ?>) Objects.requireNonNull(value))
                    .forEach((name, child) ->
                            nodes.put(name, new PlainNode(child, pointer + "/" + JsonNode.encodeJsonPointer(name))));
            children = nodes;
        }
        return (Map<String, JsonNode>) children;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PlainNode node && type == node.type && sameValue(node);
    }

    private boolean sameValue(PlainNode other) {
        switch (type) {
            case INTEGER:
            case NUMBER:
                return asNumber().compareTo(other.asNumber()) == 0;
            case ARRAY:
                return asArray().equals(other.asArray());
            case OBJECT:
                return asObject().equals(other.asObject());
            case STRING:
                return asString().equals(other.asString());
            default:
                return Objects.equals(value, other.value);
        }
    }

    @Override
    public int hashCode() {
        switch (type) {
            case INTEGER:
            case NUMBER:
                return asNumber().stripTrailingZeros().hashCode();
            case ARRAY:
                return asArray().hashCode();
            case OBJECT:
                return asObject().hashCode();
            case STRING:
                return asString().hashCode();
            default:
                return Objects.hashCode(value);
        }
    }
}
