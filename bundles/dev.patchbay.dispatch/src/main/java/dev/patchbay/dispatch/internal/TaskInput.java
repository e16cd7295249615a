package dev.patchbay.dispatch.internal;

import dev.patchbay.dispatch.Request;
import dev.patchbay.json.Definitions;
import dev.patchbay.task.spi.Positional;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a task takes: one value, which may also come as a list of arguments. */
interface TaskInput {

    /** Looks at a task. */
    static TaskInput of(Type type, Class<?> task, Definitions definitions) {
        AcceptedArguments accepted = AcceptedArguments.of(task, definitions);
        Class<?> raw = type instanceof Class<?> plain ? plain : Object.class;
        boolean isPositional = raw.isAnnotationPresent(Positional.class) || task.isAnnotationPresent(Positional.class);
        if (isPositional && !raw.isRecord()) {
            throw new IllegalArgumentException(
                    "Expected a record as the input of the @Positional task " + task.getName() + ", got " + type);
        }
        if (accepted.each() != null) {
            return new ArgumentsInput(type, accepted);
        }
        Input whole = accepted.whole() == null ? Input.derived(type) : Input.described(type, accepted.whole());
        return isPositional ? new PositionalInput(whole, raw) : new WholeInput(whole);
    }

    /** Its schema. */
    Map<String, @Nullable Object> schema();

    /** The schema of each argument. */
    List<Map<String, @Nullable Object>> argumentSchemas();

    /** The input for parameters that are the value. */
    @Nullable
    Object bind(Request request) throws Binding.RefusedException;

    /** The input for parameters that are a list of arguments. */
    @Nullable
    Object bindArguments(Request request, List<?> arguments) throws Binding.RefusedException;
}
