package dev.patchbay.dispatch.internal;

import dev.patchbay.dispatch.Catalog.ParameterDescription;
import dev.patchbay.json.JsonSchema;
import dev.patchbay.rpc.CallContext;
import dev.patchbay.schema.Accepts;
import dev.patchbay.schema.Description;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One method of a provider: its parameters looked at once, called on the provider's one instance. */
final class MethodBinding implements Binding {

    private final String name;
    private final Method method;
    private final Supplier<Object> instance;
    private final Guard guard;
    private final String description;
    private final List<Argument> arguments;
    private final @Nullable JsonSchema accepts;
    private final Output output;

    /** @param instance gives the provider; throws {@link IllegalStateException} when it cannot be made */
    MethodBinding(String name, Method method, Supplier<Object> instance, Guard guard) {
        Description described = method.getAnnotation(Description.class);
        Accepts literal = method.getAnnotation(Accepts.class);
        this.name = name;
        this.method = method;
        this.instance = instance;
        this.guard = guard.and(method);
        this.description = described == null ? "" : described.value();
        this.arguments = argumentsOf(method);
        this.accepts = literal == null ? null : Input.literal(literal.value(), method);
        this.output = Output.of(method.getGenericReturnType(), method);
        method.setAccessible(true); // the class need not be public
    }

    private static List<Argument> argumentsOf(Method method) {
        List<Argument> arguments = new ArrayList<>();
        for (Parameter parameter : method.getParameters()) {
            if (parameter.getType() != CallContext.class) {
                arguments.add(Argument.of(parameter, arguments.size()));
            }
        }
        return arguments;
    }

    @Override
    public @Nullable Object invoke(Run run) throws Exception {
        guard.check(run.user(), name);
        Object[] values = bind(run);
        try {
            return output.toPlain(method.invoke(instance.get(), values));
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    private @Nullable Object[] bind(Run run) throws RefusedException {
        Params params = Params.of(run.request().params(), arguments, name);
        List<Object> violations = params.violations(accepts);
        if (!violations.isEmpty()) {
            throw Input.refused(name, violations);
        }
        @Nullable Object[] values = new Object[method.getParameterCount()];
        int next = 0;
        for (int i = 0; i < values.length; i++) {
            values[i] = method.getParameterTypes()[i] == CallContext.class ? run : params.bind(arguments.get(next++));
        }
        return values;
    }

    Set<String> roles() {
        return guard.roles();
    }

    String description() {
        return description;
    }

    List<ParameterDescription> parameters() {
        return arguments.stream().map(Argument::describe).toList();
    }

    Map<String, @Nullable Object> resultSchema() {
        return output.schema();
    }
}
