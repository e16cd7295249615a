package dev.patchbay.dispatch.internal;

import dev.patchbay.dispatch.Request;
import dev.patchbay.task.spi.Positional;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An input that is a record, whose components are its arguments; see {@link Positional}. */
final class PositionalInput implements TaskInput {

    private final WholeInput whole;
    private final List<Argument> arguments;

    PositionalInput(Input whole, Class<?> type) {
        this.whole = new WholeInput(whole);
        this.arguments = argumentsOf(type);
    }

    static List<Argument> argumentsOf(Class<?> type) {
        List<Argument> arguments = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            arguments.add(Argument.of(component, arguments.size()));
        }
        return arguments;
    }

    @Override
    public Map<String, @Nullable Object> schema() {
        return whole.schema();
    }

    @Override
    public List<Map<String, @Nullable Object>> argumentSchemas() {
        return arguments.stream().map(Argument::titledSchema).toList();
    }

    @Override
    public @Nullable Object bind(Request request) throws Binding.RefusedException {
        return whole.bind(request);
    }

    /** Checked one by one first, so that what is wrong is named by its position; then as the whole it makes. */
    @Override
    public @Nullable Object bindArguments(Request request, List<?> passed) throws Binding.RefusedException {
        Params params = Params.of(request, arguments);
        Map<String, @Nullable Object> named = named(params, params.ready(null));
        Object ready = whole.input().ready(named);
        List<Object> violations = whole.input().violations(named, ready, request, "");
        if (!violations.isEmpty()) {
            throw Input.refused(
                    request.name(),
                    violations.stream().<Object>map(this::byPosition).toList());
        }
        return whole.input().bind(ready, request.name(), "");
    }

    /** The violation with the argument's position in the place of its name. */
    private Map<String, Object> byPosition(Object violation) {
        Map<?, ?> named = (Map<?, ?>) violation;
        String path = String.valueOf(named.get("path"));
        for (Argument argument : arguments) {
            String prefix = "/" + argument.name();
            if (path.equals(prefix) || path.startsWith(prefix + "/")) {
                path = "/" + argument.position() + path.substring(prefix.length());
                break;
            }
        }
        return Input.violation(path, String.valueOf(named.get("message")));
    }

    private Map<String, @Nullable Object> named(Params params, List<@Nullable Object> values) {
        Map<String, @Nullable Object> named = new LinkedHashMap<>();
        for (Argument argument : arguments) {
            if (params.isPassed(argument)) {
                named.put(argument.name(), values.get(argument.position()));
            }
        }
        return named;
    }
}
