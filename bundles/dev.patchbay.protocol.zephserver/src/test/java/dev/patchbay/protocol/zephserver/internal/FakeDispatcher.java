package dev.patchbay.protocol.zephserver.internal;

import dev.patchbay.dispatch.Catalog;
import dev.patchbay.dispatch.Dispatcher;
import dev.patchbay.dispatch.Failure;
import dev.patchbay.dispatch.Reply;
import dev.patchbay.dispatch.Request;
import dev.patchbay.dispatch.RunningCall;
import dev.patchbay.dispatch.TaskStep;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Answers on the caller's thread, by name; what nobody told it about is unknown. */
final class FakeDispatcher implements Dispatcher {

    private final Map<String, BiConsumer<Request, Reply>> tasks = new ConcurrentHashMap<>();
    private final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();
    private final BlockingQueue<Reply> unanswered = new LinkedBlockingQueue<>();
    private volatile boolean ignoresCancel;
    private volatile Runnable beforeReturn = () -> {};

    void task(String name, Function<Request, @Nullable Object> body) {
        tasks.put(name, (request, reply) -> reply.result(body.apply(request)));
    }

    void failingTask(String name, Failure.Kind kind) {
        tasks.put(name, (request, reply) -> reply.failure(Failure.of(kind, "'" + name + "' does not work")));
    }

    /** A task that is answered when its reply is taken from {@link #unanswered}, or when it is cancelled. */
    void slowTask(String name) {
        tasks.put(name, (request, reply) -> unanswered.add(reply));
    }

    BlockingQueue<Reply> unanswered() {
        return unanswered;
    }

    void ignoreCancel() {
        ignoresCancel = true;
    }

    /** Something that happens between the acceptance of a run and its handle. */
    void beforeReturn(Runnable action) {
        beforeReturn = action;
    }

    BlockingQueue<Request> requests() {
        return requests;
    }

    @Override
    public RunningCall run(Request request, Reply reply) {
        FakeCall call = new FakeCall(request, reply);
        requests.add(request);
        tasks.getOrDefault(
                        request.name(),
                        (any, nobody) -> nobody.failure(Failure.of(
                                Failure.Kind.UNKNOWN_NAME, "There is no task '" + request.name() + "' here")))
                .accept(request, call);
        beforeReturn.run();
        return call;
    }

    /** A run that has ended when it is answered. */
    private final class FakeCall implements RunningCall, Reply {

        private final Request request;
        private final Reply reply;
        private final CountDownLatch end = new CountDownLatch(1);

        FakeCall(Request request, Reply reply) {
            this.request = request;
            this.reply = reply;
        }

        @Override
        public void result(@Nullable Object result) {
            reply.result(result);
            end.countDown();
        }

        @Override
        public void failure(Failure failure) {
            reply.failure(failure);
            end.countDown();
        }

        @Override
        public void cancel() {
            if (!ignoresCancel && unanswered.remove(this)) {
                failure(Failure.of(Failure.Kind.INTERRUPTED, "'" + request.name() + "' was cancelled"));
            }
        }

        @Override
        public boolean awaitEnd(long timeoutInMs) throws InterruptedException {
            return end.await(timeoutInMs, TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public RunningCall call(Request request, Reply reply) {
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
