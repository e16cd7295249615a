package dev.patchbay.dispatch.internal;

import dev.patchbay.dispatch.Request;
import dev.patchbay.json.JsonSchema;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An input described by one schema for each argument. A record takes them as its components, a list as its elements; any
 * other type is the one argument.
 */
final class ArgumentsInput implements TaskInput {

    private final Input input;
    private final List<Argument> arguments;
    private final Form form;

    private enum Form {
        RECORD,
        LIST,
        SINGLE
    }

    ArgumentsInput(Type type, AcceptedArguments accepted) {
        Class<?> raw = type instanceof ParameterizedType generic ? (Class<?>) generic.getRawType() : (Class<?>) type;
        this.form = raw.isRecord() ? Form.RECORD : raw.isAssignableFrom(ArrayList.class) ? Form.LIST : Form.SINGLE;
        this.input = Input.derived(type);
        this.arguments = form == Form.RECORD ? components(raw, accepted) : elements(accepted);
        if (accepted.count() > arguments.size() || form == Form.SINGLE && arguments.size() != 1) {
            throw new IllegalArgumentException("Expected as many schemas in @Accepts as the input " + type
                    + " has arguments, got " + accepted.count());
        }
    }

    private static List<Argument> components(Class<?> type, AcceptedArguments accepted) {
        List<Argument> arguments = new ArrayList<>();
        for (Argument derived : PositionalInput.argumentsOf(type)) {
            JsonSchema schema = accepted.at(derived.position());
            Type component = type.getRecordComponents()[derived.position()].getGenericType();
            arguments.add(schema == null ? derived : derived.describedBy(schema, component));
        }
        return arguments;
    }

    private static List<Argument> elements(AcceptedArguments accepted) {
        List<Argument> arguments = new ArrayList<>();
        for (int i = 0; i < accepted.count(); i++) {
            JsonSchema schema = accepted.at(i);
            if (schema != null) {
                arguments.add(Argument.of(schema, i));
            }
        }
        return arguments;
    }

    @Override
    public Map<String, @Nullable Object> schema() {
        if (form == Form.SINGLE) {
            return arguments.get(0).input().schema();
        }
        Map<String, @Nullable Object> schema = new LinkedHashMap<>();
        if (form == Form.LIST) {
            schema.put("type", "array");
            schema.put("prefixItems", argumentSchemas());
            schema.put("items", false);
            return schema;
        }
        Map<String, @Nullable Object> properties = new LinkedHashMap<>();
        arguments.forEach(each -> properties.put(each.name(), each.input().schema()));
        schema.put("type", "object");
        schema.put("properties", properties);
        schema.put(
                "required",
                arguments.stream()
                        .filter(Argument::required)
                        .map(Argument::name)
                        .toList());
        return schema;
    }

    @Override
    public List<Map<String, @Nullable Object>> argumentSchemas() {
        return arguments.stream().map(Argument::titledSchema).toList();
    }

    @Override
    public @Nullable Object bind(Request request) throws Binding.RefusedException {
        if (form == Form.SINGLE) {
            return new WholeInput(arguments.get(0).input()).bind(request);
        }
        return bound(request, Params.of(request, arguments));
    }

    @Override
    public @Nullable Object bindArguments(Request request, List<?> passed) throws Binding.RefusedException {
        return bound(request, Params.of(request, arguments));
    }

    private @Nullable Object bound(Request request, Params params) throws Binding.RefusedException {
        List<@Nullable Object> values = params.ready(null);
        return switch (form) {
            case RECORD -> input.bind(named(values), request.name(), "");
            case LIST -> input.bind(passed(params, values), request.name(), "");
            case SINGLE -> input.bind(values.get(0), request.name(), "/0");
        };
    }

    private Map<String, @Nullable Object> named(List<@Nullable Object> values) {
        Map<String, @Nullable Object> named = new LinkedHashMap<>();
        arguments.forEach(each -> named.put(each.name(), values.get(each.position())));
        return named;
    }

    /** The values up to the last one that was passed or has a default. */
    private List<@Nullable Object> passed(Params params, List<@Nullable Object> values) {
        int count = arguments.size();
        while (count > 0 && values.get(count - 1) == null && !params.isPassed(arguments.get(count - 1))) {
            count--;
        }
        return values.subList(0, count);
    }
}
