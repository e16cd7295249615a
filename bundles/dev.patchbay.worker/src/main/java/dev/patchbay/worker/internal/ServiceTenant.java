package dev.patchbay.worker.internal;

import dev.patchbay.json.Json;
import dev.patchbay.json.JsonException;
import dev.patchbay.json.JsonType;
import dev.patchbay.worker.WorkerAnswer;
import dev.patchbay.worker.internal.Function.Parameter;
import dev.patchbay.worker.java.function.FunctionDescription;
import dev.patchbay.worker.java.function.Functions;
import dev.patchbay.worker.java.function.NoSuchFunctionException;
import dev.patchbay.worker.java.function.Traces;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.ServiceReference;

/** A service as a module: what can be called of it, and calling it. */
final class ServiceTenant {

    private final ModuleSpec spec;
    private final ModuleLog log;
    private final ServiceReference<Object> reference;
    private final Object instance;
    private final Functions functions;

    /** What its methods take, as it becomes known. */
    private final Map<Type, JsonType> types = new ConcurrentHashMap<>();

    ServiceTenant(ModuleSpec spec, ModuleLog log, ServiceReference<Object> reference, Object instance) {
        this.spec = spec;
        this.log = log;
        this.reference = reference;
        this.instance = instance;
        functions = Functions.of(instance.getClass());
    }

    ServiceReference<Object> reference() {
        return reference;
    }

    /** None of one that has a dispatch method: it alone knows what it understands. */
    List<Function> describe() {
        return spec.dispatch() == null
                ? functions.describe().stream().map(ServiceTenant::describe).toList()
                : List.of();
    }

    private static Function describe(FunctionDescription function) {
        List<Parameter> parameters = new ArrayList<>();
        for (String name : function.parameters()) {
            parameters.add(new Parameter(name, parameters.size() < function.required()));
        }
        return new Function(function.name(), parameters, function.hasRest(), "");
    }

    /** Does it on this thread. */
    WorkerAnswer perform(Order order) {
        Object result;
        try {
            result = call(order);
        } catch (NoSuchFunctionException e) {
            return spec.dispatch() == null ? Texts.failure(Texts.NO_FUNCTION) : new WorkerAnswer(null, Traces.text(e));
        } catch (Exception | LinkageError | StackOverflowError | AssertionError e) { // a module's failure is its answer
            String trace = Traces.text(e);
            log.error("A call of module %s failed:\n%s", spec.name(), trace);
            return new WorkerAnswer(null, trace);
        }
        return plain(result);
    }

    private @Nullable Object call(Order order) throws Exception {
        String function = order.function();
        String dispatch = spec.dispatch();
        if (function == null) {
            return functions.help(spec.name(), dispatch);
        }
        if (dispatch == null) {
            return functions.call(instance, function, order.args(), this::read);
        }
        List<@Nullable Object> args = new ArrayList<>();
        args.add(order.client());
        args.add(function);
        args.addAll(order.args());
        return functions.call(instance, dispatch, args, this::read);
    }

    private @Nullable Object read(@Nullable Object plain, Type type) {
        if (type == Object.class) {
            return plain;
        }
        try {
            return types.computeIfAbsent(type, JsonType::of).read(plain);
        } catch (JsonException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** As if it had come from a process: what the module keeps and changes afterwards is not the client's. */
    private static WorkerAnswer plain(@Nullable Object result) {
        try {
            return new WorkerAnswer(Json.parse(Json.write(result)), null);
        } catch (IllegalArgumentException | JsonException | StackOverflowError e) {
            String type = result == null ? "null" : result.getClass().getName();
            return new WorkerAnswer(
                    null, "TypeError: a value of type " + type + " cannot be written as JSON: " + e.getMessage());
        }
    }
}
