package dev.patchbay.dispatch.internal;

import dev.patchbay.dispatch.Request;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An input that is one value; as a list of arguments it is the only one of them. */
record WholeInput(Input input) implements TaskInput {

    @Override
    public Map<String, @Nullable Object> schema() {
        return input.schema();
    }

    @Override
    public List<Map<String, @Nullable Object>> argumentSchemas() {
        return "null".equals(input.schema().get("type")) ? List.of() : List.of(input.schema());
    }

    @Override
    public @Nullable Object bind(Request request) throws Binding.RefusedException {
        return bind(request, request.params(), "");
    }

    @Override
    public @Nullable Object bindArguments(Request request, List<?> arguments) throws Binding.RefusedException {
        if (arguments.size() > 1) {
            throw Input.refused(
                    request.name(), List.of(Input.violation("/1", "'" + request.name() + "' takes one argument")));
        }
        return bind(request, arguments.isEmpty() ? null : arguments.get(0), "/0");
    }

    private @Nullable Object bind(Request request, @Nullable Object plain, String path)
            throws Binding.RefusedException {
        Object ready = input.ready(plain);
        List<Object> violations = input.violations(plain, ready, request, path);
        if (!violations.isEmpty()) {
            throw Input.refused(request.name(), violations);
        }
        return input.bind(ready, request.name(), path);
    }
}
