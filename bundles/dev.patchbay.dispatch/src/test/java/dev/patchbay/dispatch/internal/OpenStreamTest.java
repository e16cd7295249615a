package dev.patchbay.dispatch.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.dispatch.Failure;
import dev.patchbay.dispatch.Reply;
import dev.patchbay.dispatch.Request;
import dev.patchbay.dispatch.ResultStream;
import dev.patchbay.dispatch.RunningCall;
import dev.patchbay.dispatch.StreamEndedException;
import dev.patchbay.json.Definitions;
import dev.patchbay.rpc.CallException;
import dev.patchbay.rpc.spi.Provider;
import dev.patchbay.rpc.spi.RpcMethod;
import dev.patchbay.session.User;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.After;
import org.junit.Test;

public class OpenStreamTest {

    public record Item(int number) {}

    private final AtomicInteger produced = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();
    private final CountDownLatch blocked = new CountDownLatch(1);
    private final CountDownLatch mayGoOn = new CountDownLatch(1);

    public final class Numbers implements Provider {

        @RpcMethod
        public Stream<Item> upTo(int end) {
            return IntStream.range(0, end)
                    .peek(each -> produced.incrementAndGet())
                    .mapToObj(Item::new)
                    .onClose(closed::incrementAndGet);
        }

        @RpcMethod
        public Iterator<Item> counted() {
            return List.of(new Item(1), new Item(2)).iterator();
        }

        @RpcMethod
        public Object either(boolean many) {
            return many ? Stream.of("a", "b") : 5L;
        }

        @RpcMethod
        public Stream<Item> failing(boolean considered) {
            return Stream.of(0, 1, 2)
                    .map(each -> each < 2 ? new Item(each) : fail(considered))
                    .onClose(() -> {
                        closed.incrementAndGet();
                        throw new IllegalStateException("cannot be closed");
                    });
        }

        private Item fail(boolean considered) {
            if (considered) {
                throw OpenStreamTest.<RuntimeException>sneak(new CallException(7, "enough"));
            }
            throw new IllegalStateException("no disk");
        }

        @RpcMethod
        public Stream<Item> slow() {
            return Stream.of(1, 2)
                    .map(each -> each == 1 ? new Item(1) : blocking())
                    .onClose(closed::incrementAndGet);
        }

        private Item blocking() {
            blocked.countDown();
            boolean over = false;
            while (!over) {
                try {
                    over = mayGoOn.await(1, TimeUnit.MINUTES);
                } catch (InterruptedException e) {
                    throw OpenStreamTest.<RuntimeException>sneak(e);
                }
            }
            return new Item(2);
        }
    }

    @SuppressWarnings("unchecked")
    private static <E extends Exception> E sneak(Exception e) throws E {
        throw (E) e;
    }

    /** Takes the stream and hands it to the test. */
    private static final class StreamingReply implements Reply {

        private final CompletableFuture<ResultStream> stream = new CompletableFuture<>();
        private final RecordingReply plain = new RecordingReply();

        @Override
        public void result(@Nullable Object result) {
            plain.result(result);
        }

        @Override
        public void failure(Failure failure) {
            plain.failure(failure);
        }

        @Override
        public void stream(ResultStream items) {
            stream.complete(items);
        }
    }

    private final ManualTimer timer = new ManualTimer();
    private final Threads threads = new Threads(8);
    private final Registry<ProviderTarget> registry = new Registry<>(timer, 5_000, 100);
    private final Runs runs = new Runs();
    private final Runner runner = new Runner(threads, timer, 10, runs);
    private final StreamingReply streaming = new StreamingReply();
    private final RecordingReply collecting = new RecordingReply();
    private Candidate<ProviderTarget> candidate = offer(1);

    private Candidate<ProviderTarget> offer(int version) {
        Numbers numbers = new Numbers();
        Candidate<ProviderTarget> next = new Candidate<>(
                version,
                new LocalProviderTarget(
                        new FakeReference<>(Map.of()),
                        new Lazy<>(() -> ProviderBindings.of(
                                "numbers",
                                Numbers.class,
                                () -> numbers,
                                new Guard(Set.of(), List.of()),
                                Definitions.NONE)),
                        new Lazy<>(() -> numbers),
                        runs.onTarget()));
        registry.add("numbers", next);
        return next;
    }

    @After
    public void stop() {
        mayGoOn.countDown();
        runner.stop();
        assertTrue(threads.stop(5_000));
        timer.shutdownNow();
    }

    private RunningCall call(Reply reply, String method, Object... params) {
        Request request = new Request("numbers." + method, List.of(params), User.ANONYMOUS, null, 100);
        return runner.start(request, reply, registry, new MethodStarter(request.name()));
    }

    private ResultStream opened(String method, Object... params) {
        call(streaming, method, params);
        return streaming.stream.join();
    }

    private void awaitFree() {
        await().until(() -> candidate.calls() == 0);
    }

    private Failure endOf(ResultStream stream) {
        return assertThrows(StreamEndedException.class, () -> stream.take(1)).failure();
    }

    @Test
    public void itemsAreProducedAsTheyAreFetched() throws Exception {
        ResultStream stream = opened("upTo", 5L);
        assertEquals(0, produced.get());
        assertEquals(List.of(Map.of("number", 0L), Map.of("number", 1L)), stream.take(2));
        assertEquals(2, produced.get());
        assertEquals(3, stream.take(10).size());
        assertEquals(List.of(), stream.take(10));
        stream.close();
    }

    @Test
    public void theProviderIsBusyUntilTheStreamIsClosed() throws Exception {
        ResultStream stream = opened("upTo", 5L);
        stream.take(10);
        assertEquals(1, candidate.calls());
        stream.close();
        stream.close();
        awaitFree();
        assertEquals(1, closed.get());
        assertEquals(List.of(), stream.take(1));
    }

    @Test
    public void aStreamClosedEarlyProducesNoMore() throws Exception {
        ResultStream stream = opened("upTo", 5L);
        stream.take(1);
        stream.close();
        awaitFree();
        assertEquals(List.of(), stream.take(1));
        assertEquals(1, produced.get());
    }

    @Test
    public void whoTakesNoStreamsGetsAList() {
        call(collecting, "upTo", 600L);
        assertEquals(600, ((List<?>) collecting.answer()).size());
        awaitFree();
        assertEquals(1, closed.get());
        assertEquals(1, collecting.count());
        assertEquals(0, timer.pending());
    }

    @Test
    public void iteratorsAndObjectsThatAreStreamsAreFetchedToo() {
        call(collecting, "counted");
        assertEquals(List.of(Map.of("number", 1L), Map.of("number", 2L)), collecting.answer());
        RecordingReply many = new RecordingReply();
        call(many, "either", true);
        assertEquals(List.of("a", "b"), many.answer());
        call(streaming, "either", false);
        assertEquals(5L, streaming.plain.answer());
        assertFalse(streaming.stream.isDone());
    }

    @Test
    public void theSchemaIsThatOfAList() {
        Map<String, Object> schemas = new java.util.HashMap<>();
        candidate.target().describe().forEach(each -> schemas.put(each.name(), each.result()));
        Map<?, ?> schema = (Map<?, ?>) schemas.get("numbers.upTo");
        assertEquals("array", schema.get("type"));
        assertEquals("object", ((Map<?, ?>) schema.get("items")).get("type"));
        assertEquals(schema, schemas.get("numbers.counted"));
        assertEquals(Map.of(), schemas.get("numbers.either"));
    }

    @Test
    public void aProducerThatThrowsEndsTheStream() throws Exception {
        ResultStream stream = opened("failing", false);
        assertEquals(2, stream.take(2).size());
        Failure failure = endOf(stream);
        assertEquals(Failure.thrown("numbers.failing", "no disk"), failure);
        awaitFree();
        assertEquals(failure, endOf(stream));
        assertEquals(1, closed.get());
        stream.close();
        assertEquals(1, closed.get());
    }

    @Test
    public void aCallerWhoMaySeeTracesIsToldWhereTheProducerThrew() throws Exception {
        Request request = new Request(
                "numbers.failing", List.of(false), User.ANONYMOUS, null, 100, Map.of(), Set.of(Request.Rule.TRACED));
        runner.start(request, streaming, registry, new MethodStarter(request.name()));
        try (ResultStream stream = streaming.stream.join()) {
            assertEquals(2, stream.take(2).size());
            Map<?, ?> data = (Map<?, ?>) endOf(stream).data();
            assertTrue(String.valueOf(data.get("stacktrace")).contains("IllegalStateException: no disk"));
        }
    }

    @Test
    public void aProducersRefusalKeepsItsCode() {
        call(collecting, "failing", true);
        assertEquals(new Failure(Failure.Kind.REFUSED, 7, "enough", null), collecting.failure());
        assertEquals(
                7,
                assertThrows(
                                StreamEndedException.class,
                                () -> opened("failing", true).take(3))
                        .code());
        awaitFree();
    }

    @Test
    public void theTimeLimitCoversTheCollection() throws Exception {
        call(collecting, "slow");
        blocked.await();
        timer.ring();
        assertEquals(
                Failure.of(Failure.Kind.TIMED_OUT, "'numbers.slow' did not answer within 100 ms"),
                collecting.failure());
        awaitFree();
        assertEquals(1, collecting.count());
        assertEquals(1, closed.get());
    }

    @Test
    public void theTimeLimitDoesNotCoverAStreamThatWasTaken() throws Exception {
        ResultStream stream = opened("upTo", 2L);
        await().until(() -> timer.pending() == 0);
        assertEquals(2, stream.take(5).size());
        stream.close();
    }

    @Test
    public void cancelEndsAnOpenStream() throws Exception {
        RunningCall running = call(streaming, "upTo", 5L);
        ResultStream stream = streaming.stream.join();
        stream.take(1);
        running.cancel();
        assertEquals(Failure.Kind.INTERRUPTED, endOf(stream).kind());
        assertTrue(running.awaitEnd(5_000));
        awaitFree();
        assertEquals(1, closed.get());
        assertEquals(0, streaming.plain.count());
    }

    @Test
    public void cancelInterruptsTheThreadThatTakes() throws Exception {
        RunningCall running = call(streaming, "slow");
        ResultStream stream = streaming.stream.join();
        stream.take(1);
        CompletableFuture<Failure> end = CompletableFuture.supplyAsync(() -> endOf(stream));
        blocked.await();
        running.cancel();
        assertEquals(Failure.Kind.INTERRUPTED, end.get(5, TimeUnit.SECONDS).kind());
        awaitFree();
        assertEquals(1, closed.get());
    }

    @Test
    public void theTakersOwnInterruptionReachesHim() throws Exception {
        ResultStream stream = opened("slow");
        stream.take(1);
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        Thread taker = new Thread(() -> thrown.complete(assertThrows(Throwable.class, () -> stream.take(1))));
        taker.start();
        blocked.await();
        taker.interrupt();
        assertEquals(InterruptedException.class, thrown.get(5, TimeUnit.SECONDS).getClass());
        awaitFree();
    }

    @Test
    public void aNodeThatStopsEndsOpenStreams() {
        ResultStream stream = opened("upTo", 5L);
        runner.stop();
        assertEquals(Failure.of(Failure.Kind.INTERRUPTED, "The node stops"), endOf(stream));
        awaitFree();
    }

    @Test
    public void aReplacedProviderKeepsItsOpenStreamUntilTheDrainIsOver() throws Exception {
        ResultStream stream = opened("upTo", 5L);
        Candidate<ProviderTarget> old = candidate;
        registry.remove("numbers", 1);
        Candidate<ProviderTarget> successor = offer(2);
        assertEquals(2, stream.take(2).size());
        assertFalse(old.awaitIdle(1));
        call(collecting, "counted");
        assertEquals(2, ((List<?>) collecting.answer()).size());
        old.target().runs().stop("it leaves");
        assertEquals(Failure.of(Failure.Kind.INTERRUPTED, "it leaves"), endOf(stream));
        assertTrue(old.awaitIdle(5_000));
        candidate = successor;
        awaitFree();
    }

    @Test
    public void aClosedStreamLetsADrainGo() {
        ResultStream stream = opened("upTo", 5L);
        registry.remove("numbers", 1);
        stream.close();
        assertTrue(candidate.awaitIdle(5_000));
    }

    @Test
    public void aReplyThatFailsToTakeItClosesIt() {
        call(
                new Reply() {
                    @Override
                    public void result(@Nullable Object result) {}

                    @Override
                    public void failure(Failure failure) {}

                    @Override
                    public void stream(ResultStream items) {
                        throw new IllegalStateException("the connection has gone");
                    }
                },
                "upTo",
                5L);
        await().until(() -> closed.get() == 1);
        awaitFree();
    }
}
