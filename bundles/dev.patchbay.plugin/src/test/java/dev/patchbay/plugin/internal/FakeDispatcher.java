package dev.patchbay.plugin.internal;

import dev.patchbay.dispatch.Catalog;
import dev.patchbay.dispatch.Dispatcher;
import dev.patchbay.dispatch.Reply;
import dev.patchbay.dispatch.Request;
import dev.patchbay.dispatch.RunningCall;
import dev.patchbay.dispatch.TaskStep;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;

/** Answers every call as the test says. */
final class FakeDispatcher implements Dispatcher {

    final AtomicReference<BiConsumer<Request, Reply>> answer =
            new AtomicReference<>((request, reply) -> reply.result(request.params()));
    final AtomicBoolean isCancelled = new AtomicBoolean();

    @Override
    public RunningCall call(Request request, Reply reply) {
        answer.get().accept(request, reply);
        return new RunningCall() {
            @Override
            public void cancel() {
                isCancelled.set(true);
            }

            @Override
            public boolean awaitEnd(long timeoutInMs) {
                return true;
            }
        };
    }

    @Override
    public RunningCall run(Request request, Reply reply) {
        throw new UnsupportedOperationException();
    }

    @Override
    public RunningCall perform(Request request, TaskStep step, Reply reply) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Catalog catalog() {
        return new Catalog(List.of(), List.of());
    }
}
