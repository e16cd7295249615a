package dev.patchbay.dispatch.internal;

import dev.patchbay.dispatch.Catalog.MethodDescription;
import dev.patchbay.dispatch.Catalog.ParameterDescription;
import dev.patchbay.dispatch.Catalog.Traits;
import dev.patchbay.json.Definitions;
import dev.patchbay.json.JsonSchema;
import dev.patchbay.rpc.CallContext;
import dev.patchbay.rpc.spi.Queryable;
import dev.patchbay.rpc.spi.RpcMethod;
import dev.patchbay.schema.Description;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One method of a provider: its parameters looked at once, called on the provider's one instance. */
final class MethodBinding implements Binding {

    private final String name;
    private final Method method;
    private final Supplier<Object> target;
    private final Owner owner;
    private final Guard guard;
    private final String description;
    private final List<Argument> arguments;
    private final @Nullable JsonSchema accepts;
    private final Output output;
    private final Traits traits;

    /** Null when it is not marked as brief. */
    private final @Nullable Briefness briefness;

    private MethodBinding(
            String name, Method method, Supplier<Object> target, Owner owner, Guard guard, Signature signature) {
        this.name = name;
        this.method = method;
        this.target = target;
        this.owner = owner;
        this.guard = guard;
        this.description = signature.description();
        this.arguments = argumentsOf(method, signature.accepted());
        this.accepts = signature.accepted().whole();
        this.output = signature.output();
        this.traits = signature.traits();
        this.briefness = isBrief(method) ? new Briefness(name) : null;
        method.setAccessible(true); // the class need not be public
    }

    /** What is known of a method besides its parameters. */
    private record Signature(String description, AcceptedArguments accepted, Output output, Traits traits) {}

    /** A method marked {@link RpcMethod}. */
    static MethodBinding of(String name, Method method, Owner owner, Guard guard, Definitions definitions) {
        Type promised = PendingResult.promisedBy(method.getGenericReturnType());
        Type result = promised == null ? method.getGenericReturnType() : promised;
        Signature signature = new Signature(
                descriptionOf(method),
                AcceptedArguments.of(method, definitions),
                Output.of(result, method, definitions),
                TraitsReader.ofMethod(method.getDeclaringClass(), method));
        return new MethodBinding(name, method, owner.instance(), owner, guard.and(method), signature);
    }

    /** The query over what a method returns that is marked {@link Queryable}. */
    static MethodBinding querying(String name, Method method, Queryable marked, Owner owner, Guard guard) {
        QueriedMethod queried = new QueriedMethod(method, marked, owner.instance());
        Signature signature = new Signature(
                (descriptionOf(method) + " By filter and options, see docs/queries.md.").strip(),
                QueriedMethod.ACCEPTED,
                Output.of(queried.resultSchema()),
                TraitsReader.ofMethod(method.getDeclaringClass(), method));
        return new MethodBinding(name, QueriedMethod.QUERY, () -> queried, owner, guard.and(method), signature);
    }

    private static String descriptionOf(Method method) {
        Description described = method.getAnnotation(Description.class);
        return described == null ? "" : described.value();
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
        @Nullable Object[] values = accept(run); // who is refused does not have the provider made
        Object result = Reflection.call(method, target.get(), values);
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
