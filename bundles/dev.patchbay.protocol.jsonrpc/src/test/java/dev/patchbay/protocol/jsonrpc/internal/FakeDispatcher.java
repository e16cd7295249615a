package dev.patchbay.protocol.jsonrpc.internal;

import dev.patchbay.dispatch.Catalog;
import dev.patchbay.dispatch.Dispatcher;
import dev.patchbay.dispatch.Failure;
import dev.patchbay.dispatch.Reply;
import dev.patchbay.dispatch.Request;
import dev.patchbay.dispatch.RunningCall;
import dev.patchbay.dispatch.TaskStep;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Answers on the caller's thread, by name; what nobody told it about is unknown. */
final class FakeDispatcher implements Dispatcher {

    private final Map<String, BiConsumer<Request, Reply>> methods = new HashMap<>();
    private final Map<String, BiConsumer<Request, Reply>> tasks = new HashMap<>();
    private final List<Request> requests = new ArrayList<>();
    private final Map<String, Reply> unanswered = new HashMap<>();
    private final List<String> cancelled = new ArrayList<>();
    private Catalog catalog = new Catalog(List.of(), List.of());

    void method(String name, Function<Request, @Nullable Object> body) {
        methods.put(name, (request, reply) -> reply.result(body.apply(request)));
    }

    void failingMethod(String name, Failure failure) {
        methods.put(name, (request, reply) -> reply.failure(failure));
    }

    /** A method that answers when {@link #answer} says so. */
    void slowMethod(String name) {
        slowMethod(name, () -> {});
    }

    /** One that has something happen while it is being started. */
    void slowMethod(String name, Runnable meanwhile) {
        methods.put(name, (request, reply) -> {
            unanswered.put(name, reply);
            meanwhile.run();
        });
    }

    void answer(String slowMethod, @Nullable Object result) {
        unanswered.remove(slowMethod).result(result);
    }

    void task(String name, Function<Request, @Nullable Object> body) {
        tasks.put(name, (request, reply) -> reply.result(body.apply(request)));
    }

    void task(String name, BiConsumer<Request, Reply> body) {
        tasks.put(name, body);
    }

    void failingTask(String name, Failure failure) {
        tasks.put(name, (request, reply) -> reply.failure(failure));
    }

    void describes(Catalog everything) {
        catalog = everything;
    }

    /** What was asked for, oldest first. */
    List<Request> requests() {
        return requests;
    }

    Request lastRequest() {
        return requests.get(requests.size() - 1);
    }

    @Override
    public RunningCall call(Request request, Reply reply) {
        String namespace = request.name().replaceFirst("\\.[^.]*$", "");
        return start(methods, missing("provider", namespace), request, reply);
    }

    @Override
    public RunningCall run(Request request, Reply reply) {
        return start(tasks, missing("task", request.name()), request, reply);
    }

    private static String missing(String kind, String name) {
        return "There is no " + kind + " '" + name + "' here; 'patchbay exec " + kind
                + "s' lists those that are, 'patchbay exec why' says what does not work";
    }

    private RunningCall start(
            Map<String, BiConsumer<Request, Reply>> known, String missing, Request request, Reply reply) {
        requests.add(request);
        known.getOrDefault(
                        request.name(), (any, nobody) -> nobody.failure(Failure.of(Failure.Kind.UNKNOWN_NAME, missing)))
                .accept(request, reply);
        return new FakeCall(() -> cancelled.add(request.name()));
    }

    /** The names of the calls that were cancelled, each as often as it was. */
    List<String> cancelled() {
        return cancelled;
    }

    @Override
    public RunningCall perform(Request request, TaskStep step, Reply reply) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Catalog catalog() {
        return catalog;
    }
}
