package dev.patchbay.shell.internal;

import dev.patchbay.dispatch.Catalog;
import dev.patchbay.dispatch.Dispatcher;
import dev.patchbay.dispatch.Failure;
import dev.patchbay.dispatch.Reply;
import dev.patchbay.dispatch.Request;
import dev.patchbay.dispatch.RunningCall;
import dev.patchbay.dispatch.TaskStep;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** Answers every call with {@link #result} or {@link #failure}; a call named {@code slow} is never answered. */
public final class FakeDispatcher implements Dispatcher {

    public final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();
    public final CountDownLatch cancelled = new CountDownLatch(1);
    public volatile @Nullable Object result;
    public volatile @Nullable Failure failure;

    @Override
    public RunningCall call(Request request, Reply reply) {
        requests.add(request);
        Failure failed = failure;
        if (request.name().equals("slow")) {
            return new FakeCall(cancelled::countDown);
        }
        if (failed != null) {
            reply.failure(failed);
        } else {
            reply.result(result);
        }
        return new FakeCall(() -> {});
    }

    @Override
    public RunningCall run(Request request, Reply reply) {
        return call(request, reply);
    }

    @Override
    public RunningCall perform(Request request, TaskStep step, Reply reply) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Catalog catalog() {
        return new Catalog(
                List.of(
                        new Catalog.TaskDescription(
                                "hello",
                                "Greets.",
                                Map.of("type", "object"),
                                List.of(),
                                Map.of(),
                                Set.of("b", "a"),
                                "ex/1.0.0",
                                Catalog.Traits.NONE),
                        new Catalog.TaskDescription(
                                "volume.create",
                                "",
                                Map.of(),
                                List.of(),
                                Map.of(),
                                Set.of(),
                                "vol/2.1.0",
                                Catalog.Traits.NONE)),
                List.of(
                        new Catalog.MethodDescription(
                                "clock.now",
                                "Tells the time.",
                                List.of(
                                        new Catalog.ParameterDescription("zone", "", false, Map.of("type", "string")),
                                        new Catalog.ParameterDescription("x", "", true, Map.of())),
                                Map.of("type", "string"),
                                Set.of(),
                                "clock/1.0.0",
                                Catalog.Traits.NONE),
                        new Catalog.MethodDescription(
                                "lab.scope.read",
                                "",
                                List.of(),
                                Map.of(),
                                Set.of(),
                                "lab/1.0.0",
                                Catalog.Traits.NONE)));
    }

    /** @param cancelled what cancelling it does */
    private record FakeCall(Runnable cancelled) implements RunningCall {

        @Override
        public void cancel() {
            cancelled.run();
        }

        @Override
        public boolean awaitEnd(long timeoutInMs) {
            throw new UnsupportedOperationException();
        }
    }
}
