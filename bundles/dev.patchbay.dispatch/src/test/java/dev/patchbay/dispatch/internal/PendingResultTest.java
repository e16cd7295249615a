package dev.patchbay.dispatch.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotSame;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import dev.patchbay.dispatch.Failure;
import dev.patchbay.dispatch.RunningCall;
import dev.patchbay.json.Definitions;
import dev.patchbay.rpc.CallException;
import dev.patchbay.rpc.spi.Provider;
import dev.patchbay.rpc.spi.RpcMethod;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;

/** Methods that promise their result. */
public class PendingResultTest {

    record Point(int x, int y) {}

    private final CompletableFuture<Object> pending = new CompletableFuture<>();
    private final CompletableFuture<Thread> fetching = new CompletableFuture<>();

    private final class Lab implements Provider {

        @RpcMethod
        public CompletableFuture<Object> later() {
            return pending;
        }

        @RpcMethod(brief = true)
        public CompletionStage<Object> brief() {
            return pending;
        }

        @RpcMethod
        public CompletionStage<Point> point() {
            return CompletableFuture.completedFuture(new Point(1, 2));
        }

        @RpcMethod
        public CompletionStage<? extends Point> anyPoint() {
            return CompletableFuture.completedFuture(new Point(3, 4));
        }

        @RpcMethod
        public CompletionStage<Void> nothing() {
            return CompletableFuture.completedFuture(null);
        }

        @RpcMethod
        public Object undeclared() {
            return CompletableFuture.completedStage(5L);
        }

        @RpcMethod
        public @Nullable CompletionStage<String> none() {
            return null;
        }

        @RpcMethod
        public CompletionStage<Stream<String>> stream() {
            return pending.thenApply(
                    ignored -> Stream.of("a", "b").peek(item -> fetching.complete(Thread.currentThread())));
        }

        @RpcMethod
        public CompletionStage<Object> minimal() {
            return pending.minimalCompletionStage();
        }
    }

    @Rule
    public final FakeProvider provider = new FakeProvider(new Lab());

    @Rule
    public final Timeout limit = Timeout.seconds(30);

    private final RecordingReply reply = new RecordingReply();

    /** The method has returned when its stage has somebody who follows it. */
    private RunningCall begin(String method, long limitInMs) {
        RunningCall running = provider.call(method, limitInMs, reply);
        await().until(() -> pending.getNumberOfDependents() > 0);
        return running;
    }

    private Failure failureOf(Throwable thrown) throws InterruptedException {
        RunningCall running = begin("later", 0);
        pending.completeExceptionally(thrown);
        Failure failure = reply.failure();
        assertTrue(running.awaitEnd(5_000));
        assertEquals(1, reply.count());
        return failure;
    }

    @Test
    public void theCallIsCompletedWhenTheStageIs() throws Exception {
        RunningCall running = begin("later", 0);
        assertEquals(0, reply.count());
        assertFalse(running.awaitEnd(0));
        pending.complete(Map.of("sum", 3L));
        assertEquals(1, reply.count());
        assertEquals(Map.of("sum", 3L), reply.answer());
        assertTrue(running.awaitEnd(5_000));
    }

    @Test
    public void aPromiseHoldsNoThread() throws Exception {
        provider.ask("nothing");
        provider.fill();
        RunningCall running = provider.call("brief", reply);
        assertEquals(0, reply.count());
        pending.complete(1L);
        assertEquals(1L, reply.answer());
        assertTrue(running.awaitEnd(0));
    }

    @Test
    public void whatIsThereAlreadyIsAnswered() throws Exception {
        assertEquals(Map.of("x", 1L, "y", 2L), provider.ask("point"));
        assertEquals(Map.of("x", 3L, "y", 4L), provider.ask("anyPoint"));
        assertEquals(5L, provider.ask("undeclared"));
        assertNull(provider.ask("nothing"));
        assertNull(provider.ask("none"));
    }

    @Test
    public void theSchemaIsThatOfWhatIsPromised() {
        Map<String, MethodBinding> methods =
                ProviderBindings.of("lab", Lab.class, Object::new, new Guard(Set.of(), List.of()), Definitions.NONE);
        Map<String, Object> point = methods.get("point").describe("").result();
        assertEquals("object", point.get("type"));
        assertEquals(Set.of("x", "y"), ((Map<?, ?>) point.get("properties")).keySet());
        assertEquals(point, methods.get("anyPoint").describe("").result());
        assertEquals("array", methods.get("stream").describe("").result().get("type"));
        assertEquals(
                Output.of(Object.class, Lab.class, Definitions.NONE).schema(),
                methods.get("later").describe("").result());
    }

    @Test
    public void whatItFailsWithIsAnsweredAsIfItHadBeenThrown() throws Exception {
        assertEquals(Failure.thrown("lab.later", "no disk"), failureOf(new IllegalStateException("no disk")));
    }

    @Test
    public void aRefusalKeepsItsCodeAndData() throws Exception {
        assertEquals(
                new Failure(Failure.Kind.REFUSED, 42, "no", Map.of("left", 3L)),
                failureOf(new CompletionException(new CallException(42, "no", Map.of("left", 3L)))));
    }

    @Test
    public void aPluginThatCancelsItsOwnStageHasFailed() throws Exception {
        assertEquals(Failure.Kind.FAILED, failureOf(new CancellationException()).kind());
    }

    @Test
    public void aResultThatJsonCannotExpressIsAFailure() throws Exception {
        RunningCall running = begin("later", 0);
        pending.complete(Double.NaN);
        assertEquals(Failure.Kind.FAILED, reply.kind());
        assertTrue(running.awaitEnd(5_000));
    }

    @Test
    public void cancellingTheCallCancelsTheStageAndIsAnsweredOnce() throws Exception {
        RunningCall running = begin("later", 0);
        running.cancel();
        assertEquals(Failure.Kind.INTERRUPTED, reply.kind());
        assertTrue(running.awaitEnd(0));
        await().until(pending::isCancelled);
        assertEquals(1, reply.count());
    }

    @Test
    public void theTimeLimitCancelsItAndLateResultsAreDropped() throws Exception {
        begin("minimal", 20);
        provider.timer.ring();
        assertEquals(Failure.of(Failure.Kind.TIMED_OUT, "'lab.minimal' did not answer within 20 ms"), reply.failure());
        assertFalse(pending.isDone()); // a minimal stage cannot be cancelled
        pending.complete("too late");
        assertEquals(1, reply.count());
    }

    @Test
    public void anAnswerInTimeTakesItsAlarmAway() {
        begin("later", 20);
        pending.complete(1L);
        assertEquals(1L, reply.answer());
        assertEquals(0, provider.timer.pending());
    }

    @Test
    public void aLeavingProviderWaitsForItAndThenCancelsIt() {
        begin("later", 0);
        provider.leave();
        assertEquals(Failure.Kind.INTERRUPTED, reply.kind());
        await().until(pending::isCancelled);
    }

    @Test
    public void theStopOfTheNodeCancelsItThoughThereIsNoThread() {
        begin("later", 0);
        provider.fill();
        provider.runner.stop();
        assertEquals(Failure.of(Failure.Kind.INTERRUPTED, "The node stops"), reply.failure());
        assertTrue(((Future<?>) pending).isCancelled());
    }

    @Test
    public void aPromisedStreamIsNotFetchedByWhoCompletesIt() throws Exception {
        begin("stream", 0);
        pending.complete(1L);
        assertEquals(List.of("a", "b"), reply.answer());
        assertNotSame(Thread.currentThread(), fetching.get());
    }

    @Test
    public void aStageThatCannotBeFollowedHasFailed() {
        CompletionStage<Object> broken = new CompletableFuture<>() {
            @Override
            public CompletableFuture<Object> whenComplete(
                    java.util.function.BiConsumer<? super Object, ? super Throwable> action) {
                throw new IllegalStateException("not today");
            }
        };
        Run run = new Run(
                dev.patchbay.dispatch.Request.of("lab.odd", null, dev.patchbay.session.User.ANONYMOUS),
                reply,
                Runnable::run);
        assertTrue(run.begin(() -> {}));
        PendingResult.answer(run, broken, Output.of(Object.class, Lab.class, Definitions.NONE));
        assertEquals(Failure.thrown("lab.odd", "not today"), reply.failure());
    }
}
