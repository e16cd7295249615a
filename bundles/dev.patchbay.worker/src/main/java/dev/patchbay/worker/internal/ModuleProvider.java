package dev.patchbay.worker.internal;

import dev.patchbay.dispatch.Catalog.MethodDescription;
import dev.patchbay.dispatch.Catalog.ParameterDescription;
import dev.patchbay.dispatch.Catalog.Traits;
import dev.patchbay.dispatch.Failure;
import dev.patchbay.dispatch.Failure.Kind;
import dev.patchbay.dispatch.Reply;
import dev.patchbay.dispatch.Request;
import dev.patchbay.dispatch.RunningCall;
import dev.patchbay.rpc.spi.RemoteProvider;
import dev.patchbay.worker.WorkerException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A module as a provider: each call is a turn of its own. */
final class ModuleProvider implements RemoteProvider {

    private final String name;
    private final Engine engine;
    private final String bundle;

    /** @param bundle symbolic name and version of ours */
    ModuleProvider(String name, Engine engine, String bundle) {
        this.name = name;
        this.engine = engine;
        this.bundle = bundle;
    }

    /** None of a module that has a dispatch method: it alone knows what it understands. */
    @Override
    public List<MethodDescription> methods() {
        return engine.functions(name).stream().map(this::describe).toList();
    }

    private MethodDescription describe(Function function) {
        List<ParameterDescription> parameters = function.parameters().stream()
                .map(each -> new ParameterDescription(each.name(), "", each.isRequired(), Map.of()))
                .toList();
        return new MethodDescription(
                name + "." + function.name(),
                function.description(),
                parameters,
                Map.of(),
                Set.of(),
                bundle,
                Traits.NONE);
    }

    @Override
    public RunningCall call(Request request, Reply reply) {
        String function = request.name().substring(name.length() + 1);
        ProviderCall call = new ProviderCall(function, reply);
        try {
            call.take(Arguments.of(request.params(), function, engine.functions(name)));
            call.follow(engine.queue(name, Arguments.client(request.connection()), call));
        } catch (IllegalArgumentException e) {
            call.refuse(Failure.of(Kind.INVALID_INPUT, String.valueOf(e.getMessage())));
        } catch (WorkerException e) {
            call.refuse(Failure.of(kind(String.valueOf(e.getMessage())), String.valueOf(e.getMessage())));
        }
        return call;
    }

    private Kind kind(String message) {
        if (message.equals(Texts.queueFull(name))) {
            return Kind.OVERLOADED;
        }
        return message.equals(Texts.unknown(name)) ? Kind.UNKNOWN_NAME : Kind.FAILED;
    }
}
