package dev.patchbay.dispatch.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.patchbay.dispatch.Catalog;
import dev.patchbay.dispatch.Catalog.MethodDescription;
import dev.patchbay.dispatch.Catalog.Traits;
import dev.patchbay.dispatch.Failure;
import dev.patchbay.dispatch.Reply;
import dev.patchbay.dispatch.Request;
import dev.patchbay.dispatch.ResultStream;
import dev.patchbay.dispatch.RunningCall;
import dev.patchbay.rpc.spi.ProviderName;
import dev.patchbay.rpc.spi.RemoteProvider;
import dev.patchbay.session.RequiresRole;
import dev.patchbay.session.User;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.After;
import org.junit.Test;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

public class RemoteProviderTest {

    private static final User EVE = new User("1", "eve", Set.of("reader"));

    /** Answers when the test says so. */
    private static final class Elsewhere implements RemoteProvider {

        private final LinkedBlockingQueue<Reply> replies = new LinkedBlockingQueue<>();
        private final AtomicInteger cancelled = new AtomicInteger();
        private volatile @Nullable RuntimeException fault;
        private volatile Runnable meanwhile = () -> {};

        @Override
        public List<MethodDescription> methods() {
            return List.of(
                    described("far.open", Set.of(), new Traits(false, true, false, Map.of())),
                    described("far.strict", Set.of("writer"), Traits.NONE));
        }

        private static MethodDescription described(String name, Set<String> roles, Traits traits) {
            return new MethodDescription(name, "", List.of(), Map.of(), roles, "", traits);
        }

        @Override
        public RunningCall call(Request request, Reply reply) {
            replies.add(reply);
            meanwhile.run();
            RuntimeException thrown = fault;
            if (thrown != null) {
                throw thrown;
            }
            return new RunningCall() {
                @Override
                public void cancel() {
                    cancelled.incrementAndGet();
                }

                @Override
                public boolean awaitEnd(long timeoutInMs) {
                    throw new UnsupportedOperationException();
                }
            };
        }

        Reply asked() throws InterruptedException {
            return replies.poll(5, TimeUnit.SECONDS);
        }
    }

    private final ManualTimer timer = new ManualTimer();
    private final Threads threads = new Threads(8);
    private final Registry<ProviderTarget> registry = new Registry<>(timer, 5_000, 100);
    private final Runs runs = new Runs();
    private final Runner runner = new Runner(threads, timer, 10, runs);
    private final FakeServices services = new FakeServices();
    private final RemoteProviderKind kind =
            new RemoteProviderKind(services.context(), new Implementation(services.context(), noComponents()), runs);
    private final Board<RemoteProvider, ProviderTarget> board =
            new Board<>(services.context(), RemoteProvider.class, kind, registry, () -> 60_000);
    private final FakeReference<RemoteProvider> reference =
            new FakeReference<>(Map.of(ProviderName.PROPERTY, "far", RequiresRole.PROPERTY, "reader"));
    private final Elsewhere elsewhere = new Elsewhere();
    private final RecordingReply reply = new RecordingReply();

    private static ServiceComponentRuntime noComponents() {
        return (ServiceComponentRuntime) Proxy.newProxyInstance(
                RemoteProviderTest.class.getClassLoader(),
                new Class<?>[] {ServiceComponentRuntime.class},
                (proxy, method, arguments) -> null);
    }

    public RemoteProviderTest() {
        services.register(reference, elsewhere);
        board.addingService(reference);
    }

    @After
    public void stop() {
        runner.stop();
        assertTrue(threads.stop(5_000));
        timer.shutdownNow();
    }

    private RunningCall call(String method) {
        return call(new Request("far." + method, null, EVE, null, 100));
    }

    private RunningCall call(Request request) {
        return runner.start(request, reply, registry, new MethodStarter(request.name()));
    }

    @Test
    public void theAnswerComesWhenItComes() throws Exception {
        RunningCall running = call("add");
        Reply asked = elsewhere.asked();
        assertFalse(running.awaitEnd(1));
        asked.result(Map.of("sum", 3L));
        assertEquals(Map.of("sum", 3L), reply.answer());
        assertTrue(running.awaitEnd(5_000));
        assertEquals(0, elsewhere.cancelled.get());
    }

    @Test
    public void onlyTheFirstAnswerCounts() throws Exception {
        RunningCall running = call("add");
        Reply asked = elsewhere.asked();
        asked.failure(Failure.of(Failure.Kind.UNKNOWN_NAME, "no such method"));
        asked.result(1L);
        AtomicInteger closed = new AtomicInteger();
        asked.stream(stream(List.of(), closed));
        assertEquals(Failure.Kind.UNKNOWN_NAME, reply.kind());
        assertEquals(1, reply.count());
        assertEquals(1, closed.get());
        assertTrue(running.awaitEnd(5_000));
    }

    @Test
    public void oneThatNeverAnswersIsCancelledWhenTheTimeIsOver() throws Exception {
        RunningCall running = call("add");
        Reply asked = elsewhere.asked();
        await().until(() -> timer.pending() == 1);
        timer.ring();
        assertEquals(Failure.Kind.TIMED_OUT, reply.kind());
        assertTrue(running.awaitEnd(5_000));
        await().until(() -> elsewhere.cancelled.get() == 1);
        asked.result("too late");
        assertEquals(1, reply.count());
    }

    @Test
    public void cancelReachesWhereItRuns() throws Exception {
        RunningCall running = call("add");
        elsewhere.asked();
        running.cancel();
        running.cancel();
        assertEquals(Failure.Kind.INTERRUPTED, reply.kind());
        await().until(() -> elsewhere.cancelled.get() == 1);
        assertTrue(running.awaitEnd(5_000));
    }

    @Test
    public void cancelReachesACallThatOnlyBegins() throws Exception {
        CompletableFuture<RunningCall> handle = new CompletableFuture<>();
        elsewhere.meanwhile = () -> handle.join().cancel();
        handle.complete(call("add"));
        assertEquals(Failure.Kind.INTERRUPTED, reply.kind());
        await().until(() -> elsewhere.cancelled.get() == 1);
        assertTrue(handle.join().awaitEnd(5_000));
    }

    @Test
    public void oneThatThrowsIsAnsweredAndWhatItAnswersLaterDropped() throws Exception {
        elsewhere.fault = new IllegalStateException("the connection has gone");
        RunningCall running = call("add");
        assertEquals(
                "'far.add' failed: the connection has gone", reply.failure().message());
        elsewhere.asked().result("too late");
        assertTrue(running.awaitEnd(5_000));
        assertEquals(1, reply.count());
    }

    @Test
    public void departureWaitsForTheAnswer() throws Exception {
        call("add");
        Reply asked = elsewhere.asked();
        CompletableFuture<Void> departure = CompletableFuture.runAsync(() -> board.removedService(reference, "far"));
        await().until(() -> registry.answering().isEmpty());
        assertFalse(departure.isDone());
        asked.result("in time");
        departure.get(5, TimeUnit.SECONDS);
        assertEquals("in time", reply.answer());
        assertEquals(0, services.uses(reference));
    }

    @Test
    public void aDepartureThatOutlastsItsDrainAnswers() throws Exception {
        call("add");
        elsewhere.asked();
        registry.answering().get("far").runs().stop("it leaves");
        assertEquals(Failure.of(Failure.Kind.INTERRUPTED, "it leaves"), reply.failure());
        await().until(() -> elsewhere.cancelled.get() == 1);
    }

    @Test
    public void aCallThatWaitsGoesToALocalSuccessor() {
        board.removedService(reference, "far");
        call("add");
        registry.add("far", new Candidate<>(2, new ProviderTarget() {
            @Override
            public Runs.OnTarget runs() {
                return runs.onTarget();
            }

            @Override
            public Binding binding(String namespace, String method) {
                return run -> run.succeed("here");
            }

            @Override
            public List<MethodDescription> describe() {
                return List.of();
            }
        }));
        assertEquals("here", reply.answer());
    }

    @Test
    public void itsStreamsArePassedOn() throws Exception {
        RunningCall running = call("list");
        AtomicInteger closed = new AtomicInteger();
        elsewhere.asked().stream(stream(List.of(1L, 2L), closed));
        assertEquals(List.of(1L, 2L), reply.answer());
        assertTrue(running.awaitEnd(5_000));
        assertEquals(1, closed.get());
    }

    private static ResultStream stream(List<Object> items, AtomicInteger closed) {
        return new ResultStream() {
            @Override
            public List<@Nullable Object> take(int max) {
                return List.copyOf(items);
            }

            @Override
            public void close() {
                closed.incrementAndGet();
            }
        };
    }

    @Test
    public void rolesOfTheServiceAndOfTheMethodCount() {
        call(new Request("far.add", null, new User("2", "wim", Set.of()), null, 0));
        assertEquals(Failure.Kind.NOT_ALLOWED, reply.kind());
        RecordingReply strict = new RecordingReply();
        Request request = Request.of("far.strict", null, EVE);
        runner.start(request, strict, registry, new MethodStarter(request.name()));
        assertEquals(Failure.Kind.NOT_ALLOWED, strict.kind());
        assertEquals(0, elsewhere.replies.size());
    }

    @Test
    public void itsMethodsAreInTheCatalog() {
        Catalog catalog = new Cataloguer().catalog(Map.of(), registry.answering());
        assertEquals(
                List.of("far.open", "far.strict"),
                catalog.methods().stream().map(MethodDescription::name).toList());
    }
}
