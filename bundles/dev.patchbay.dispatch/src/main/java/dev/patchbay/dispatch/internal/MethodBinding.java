package dev.patchbay.dispatch.internal;

import dev.patchbay.dispatch.Catalog.MethodDescription;
import dev.patchbay.dispatch.Catalog.ParameterDescription;
import dev.patchbay.dispatch.Catalog.Traits;
import dev.patchbay.json.Definitions;
import dev.patchbay.json.JsonSchema;
import dev.patchbay.rpc.CallContext;
import dev.patchbay.rpc.spi.RpcMethod;
import dev.patchbay.schema.Description;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** One method of a provider: its parameters looked at once, called on the provider's one instance. */
final class MethodBinding implements Binding {

    private final String name;
    private final Method method;
    private final Owner owner;
    private final Guard guard;
    private final String description;
    private final List<Argument> arguments;
    private final @Nullable JsonSchema accepts;
    private final Output output;
    private final Traits traits;

    /** Null when it is not marked as brief. */
    private final @Nullable Briefness briefness;

    MethodBinding(String name, Method method, Owner owner, Guard guard, Definitions definitions) {
        Description described = method.getAnnotation(Description.class);
        AcceptedArguments accepted = AcceptedArguments.of(method, definitions);
        this.name = name;
        this.method = method;
        this.owner = owner;
        this.guard = guard.and(method);
        this.description = described == null ? "" : described.value();
        this.arguments = argumentsOf(method, accepted);
        this.accepts = accepted.whole();
        Type promised = PendingResult.promisedBy(method.getGenericReturnType());
        this.output = Output.of(promised == null ? method.getGenericReturnType() : promised, method, definitions);
        this.traits = TraitsReader.ofMethod(method.getDeclaringClass(), method);
        this.briefness = isBrief(method) ? new Briefness(name) : null;
        method.setAccessible(true); // the class need not be public
    }

    private static boolean isBrief(Method method) {
        RpcMethod marked = method.getAnnotation(RpcMethod.class);
        return marked != null && marked.brief();
    }

    private static List<Argument> argumentsOf(Method method, AcceptedArguments accepted) {
        List<Argument> arguments = new ArrayList<>();
        for (Parameter parameter : method.getParameters()) {
            if (parameter.getType() != CallContext.class) {
                Argument derived = Argument.of(parameter, arguments.size());
                JsonSchema schema = accepted.at(arguments.size());
                arguments.add(schema == null ? derived : derived.describedBy(schema, parameter.getParameterizedType()));
            }
        }
        if (accepted.count() > arguments.size()) {
            throw new IllegalArgumentException("Expected at most " + arguments.size() + " schemas in @Accepts on "
                    + method + ", one for each parameter, got " + accepted.count());
        }
        return arguments;
    }

    @Override
    public void invoke(Run run) throws Exception {
        Object result = call(accept(run));
        if (result instanceof CompletionStage<?> promise) {
            PendingResult.answer(run, promise, output);
        } else {
            output.answer(run, result);
        }
    }

    /** Not null while it is brief. */
    @Nullable
    Briefness briefness() {
        return briefness != null && briefness.isTrusted() ? briefness : null;
    }

    /** What it is called with. */
    private @Nullable Object[] accept(Run run) throws RefusedException {
        try {
            if (!traits.withoutSignIn()) {
                Guard.requireSignIn(run.request());
            }
            guard.check(run.user(), name);
            return bind(run);
        } catch (RefusedException e) {
            owner.refused(run.request(), e.failure());
            throw e;
        }
    }

    private @Nullable Object call(@Nullable Object[] values) throws Exception {
        try {
            return method.invoke(owner.instance().get(), values);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    private @Nullable Object[] bind(Run run) throws RefusedException {
        Params params = Params.of(run.request(), arguments);
        List<@Nullable Object> ready = params.ready(accepts);
        @Nullable Object[] values = new Object[method.getParameterCount()];
        int next = 0;
        for (int i = 0; i < values.length; i++) {
            if (method.getParameterTypes()[i] == CallContext.class) {
                values[i] = run;
            } else {
                Argument argument = arguments.get(next);
                values[i] = argument.input().bind(ready.get(next++), name, params.path(argument));
            }
        }
        return values;
    }

    /** @param bundle where it comes from */
    MethodDescription describe(String bundle) {
        List<ParameterDescription> parameters =
                arguments.stream().map(Argument::describe).toList();
        return new MethodDescription(name, description, parameters, output.schema(), guard.roles(), bundle, traits);
    }
}
