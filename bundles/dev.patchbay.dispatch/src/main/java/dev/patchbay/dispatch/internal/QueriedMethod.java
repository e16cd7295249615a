package dev.patchbay.dispatch.internal;

import dev.patchbay.json.Json;
import dev.patchbay.json.JsonException;
import dev.patchbay.json.JsonSchema;
import dev.patchbay.json.JsonType;
import dev.patchbay.query.Query;
import dev.patchbay.rpc.CallContext;
import dev.patchbay.rpc.spi.Queryable;
import dev.patchbay.schema.Description;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A method marked {@link Queryable}, called for what matches a filter and options. */
final class QueriedMethod {

    /** {@link #query}, which stands in for the marked one. */
    static final Method QUERY = Arrays.stream(QueriedMethod.class.getDeclaredMethods())
            .filter(method -> method.getName().equals("query"))
            .findFirst()
            .orElseThrow();

    /** Of filter and options, as the specification has them. */
    static final AcceptedArguments ACCEPTED = new AcceptedArguments(null, List.of(trusted("""
                            {"type": ["array", "null"], "items": {"type": "array", "minItems": 2, "maxItems": 4}}"""), trusted("""
                            {"type": ["object", "null"], "properties": {
                              "sort": {"type": ["string", "array", "null"], "items": {"type": "string"}},
                              "limit": {"type": ["integer", "null"], "minimum": 0},
                              "offset": {"type": ["integer", "null"], "minimum": 0},
                              "single": {"type": ["boolean", "null"]},
                              "count": {"type": ["boolean", "null"]}}}""")));

    private final Method method;
    private final Supplier<Object> instance;
    private final JsonType record;
    private final String id;

    /** Not checked: to check a schema takes the library a tenth of the node's start. */
    @SuppressWarnings("unchecked")
    private static JsonSchema trusted(String schema) {
        try {
            return JsonSchema.trusted((Map<String, @Nullable Object>) Objects.requireNonNull(Json.parse(schema)));
        } catch (JsonException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @throws IllegalArgumentException when it takes parameters or does not return records */
    QueriedMethod(Method method, Queryable marked, Supplier<Object> instance) {
        this.method = method;
        this.instance = instance;
        this.record = JsonType.of(recordOf(method));
        this.id = marked.id();
        boolean isObject = "object".equals(record.schema().getOrDefault("type", "object"));
        if (!isObject
                || !List.of(List.of(), List.of(CallContext.class)).contains(List.of(method.getParameterTypes()))) {
            throw unfit(method);
        }
        method.setAccessible(true); // the class need not be public
    }

    /** What the collection or the stream consists of that it returns. */
    private static Type recordOf(Method method) {
        if (method.getGenericReturnType() instanceof ParameterizedType type
                && type.getActualTypeArguments().length == 1
                && type.getRawType() instanceof Class<?> raw
                && (Collection.class.isAssignableFrom(raw) || raw == Stream.class)) {
            return type.getActualTypeArguments()[0];
        }
        throw unfit(method);
    }

    private static IllegalArgumentException unfit(Method method) {
        return new IllegalArgumentException("Expected a method without parameters but "
                + CallContext.class.getSimpleName()
                + " that returns a collection or a stream of records or maps at @" + Queryable.class.getSimpleName()
                + ", got " + method);
    }

    /** The records that match, as {@link Query#on} answers. */
    @Nullable
    Object query(
            @Nullable @Description("Criteria that must all hold, each [field, operator, value].")
                    List<@Nullable Object> filter,
            @Nullable @Description("sort, offset, limit, reverse, select, exclude, count, single.")
                    Map<String, @Nullable Object> options,
            CallContext context)
            throws Exception {
        Query query = Query.of(filter, options); // what is malformed is said before anything is read
        Object[] arguments = method.getParameterCount() == 0 ? new Object[0] : new Object[] {context};
        Object all = Reflection.call(method, instance.get(), arguments);
        return query.on(streamOf(all).map(this::plain));
    }

    private Stream<?> streamOf(@Nullable Object all) {
        if (all instanceof Stream<?> stream) {
            return stream;
        }
        if (all instanceof Collection<?> collection) {
            return collection.stream();
        }
        throw new IllegalStateException("Expected a collection or a stream from " + method + ", got null");
    }

    private Map<String, @Nullable Object> plain(@Nullable Object entry) {
        if (!(record.toPlain(entry) instanceof Map<?, ?> values)) {
            throw new IllegalStateException("Expected records or maps from " + method + ", got " + entry);
        }
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        if (!id.isEmpty()) {
            plain.put("id", values.get(id));
        }
        values.forEach((name, value) -> plain.put(name.toString(), value));
        return plain;
    }

    /** Of what {@link #query} answers: the matching records, how many there are, one, or none. */
    Map<String, @Nullable Object> resultSchema() {
        Map<String, @Nullable Object> one = one();
        List<Object> ways = new ArrayList<>();
        ways.add(Map.of("type", "array", "items", one));
        ways.add(Map.of("type", "integer"));
        ways.add(one);
        ways.add(Map.of("type", "null"));
        ways.add(Map.of("type", "array")); // of values, or of arrays of them, when some were selected
        return Map.of("anyOf", ways);
    }

    /** A record with its id, of which properties may be left out. */
    private Map<String, @Nullable Object> one() {
        Map<String, @Nullable Object> one = new LinkedHashMap<>(record.schema());
        one.remove("required");
        one.remove("additionalProperties");
        if (!id.isEmpty() && one.get("properties") instanceof Map<?, ?> known) {
            Map<Object, @Nullable Object> properties = new LinkedHashMap<>();
            properties.put("id", known.get(id));
            properties.putAll(known);
            one.put("properties", properties);
        }
        return one.containsKey("$defs") ? Map.of("type", "object") : one;
    }
}
