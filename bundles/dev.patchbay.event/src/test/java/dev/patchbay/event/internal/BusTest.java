package dev.patchbay.event.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.event.Event;
import dev.patchbay.event.Subscription;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.After;
import org.junit.Test;

public class BusTest {

    private static final List<String> ALL = List.of("*");
    private static final long NEW_ONLY = -1;

    private final CountDownLatch mayGoOn = new CountDownLatch(1);
    private final CountDownLatch blocked = new CountDownLatch(1);
    private final Recorder recorder = new Recorder();
    private Bus bus = new Bus(1_000, 100, 10);

    @After
    public void close() {
        mayGoOn.countDown();
        bus.close();
    }

    private void use(int queue, int replay, int listener) {
        bus.close();
        bus = new Bus(queue, replay, listener);
    }

    private long publish(String name) {
        return bus.publish(name, Map.of());
    }

    private void publish(String name, int times) {
        for (int i = 0; i < times; i++) {
            publish(name);
        }
    }

    /** Holds whoever calls it until the test lets it go on; keeps holding when interrupted. */
    private void block(Event event) throws InterruptedException {
        blocked.countDown();
        mayGoOn.await();
    }

    /** Says less than a comparison of lists does when thousands of numbers differ. */
    private static void assertRange(long first, long last, List<Long> numbers) {
        for (int i = 0; i < numbers.size(); i++) {
            assertEquals("at " + i, first + i, (long) numbers.get(i));
        }
        assertEquals(last - first + 1, numbers.size());
    }

    private static List<Long> range(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }

    @Test
    public void anEventArrivesWithNamePropertiesTimeAndNumber() {
        bus.subscribeInline(ALL, NEW_ONLY, recorder);
        assertEquals(0, bus.newest());
        assertEquals(1, bus.publish("task.updated", Map.of("id", 5)));
        Event event = recorder.first();
        assertEquals("task.updated", event.name());
        assertEquals(Map.of("id", 5), event.properties());
        assertEquals(1, event.seq());
        assertTrue(event.time().toEpochMilli() > 0);
        assertEquals(1, bus.newest());
        assertThrows(
                UnsupportedOperationException.class, () -> event.properties().clear());
    }

    @Test
    public void anEventWithoutNameIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> publish(""));
        assertEquals(0, bus.newest());
    }

    @Test
    public void onlyWhatMatchesIsHeardAndOnlyOnce() {
        bus.subscribeInline(List.of("task.*", "task.u*"), NEW_ONLY, recorder);
        publish("tasks.updated");
        publish("task.updated");
        publish("task");
        long last = publish("task.end");
        recorder.awaitNumber(last);
        assertEquals(List.of("task.updated", "task.end"), recorder.names());
    }

    @Test
    public void everySubscriberSeesOneOrderWhoeverPublishes() throws Exception {
        use(1_000, 100, 100_000);
        Recorder queued = new Recorder();
        bus.subscribeInline(ALL, NEW_ONLY, recorder);
        bus.subscribe(ALL, queued);
        ExecutorService publishers = Executors.newFixedThreadPool(4);
        List<Future<?>> ends = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            ends.add(publishers.submit(() -> publish("a", 5_000)));
        }
        for (Future<?> end : ends) {
            end.get(30, TimeUnit.SECONDS);
        }
        recorder.awaitNumber(20_000);
        queued.awaitNumber(20_000);
        assertRange(1, 20_000, recorder.numbers());
        assertRange(1, 20_000, queued.numbers());
        publishers.shutdown();
    }

    @Test
    public void whatIsReplayedAndWhatIsHeardLiveMeetWithoutGapOrDuplicate() throws Exception {
        use(1_000, 100_000, 10);
        publish("a", 10);
        CompletableFuture<Void> publisher = CompletableFuture.runAsync(() -> publish("a", 20_000));
        List<Recorder> joined = new ArrayList<>();
        while (!publisher.isDone() && joined.size() < 50) {
            Recorder late = new Recorder();
            bus.subscribeInline(ALL, 5, late);
            joined.add(late);
        }
        publisher.get(30, TimeUnit.SECONDS);
        for (Recorder late : joined) {
            late.awaitNumber(20_010);
            assertRange(6, 20_010, late.numbers());
        }
    }

    @Test
    public void onlyMatchingEventsAreReplayed() {
        publish("a");
        publish("b");
        publish("a");
        bus.subscribeInline(List.of("a"), 0, recorder);
        recorder.awaitNumber(publish("a"));
        assertEquals(List.of(1L, 3L, 4L), recorder.numbers());
        assertEquals(
                List.of(2L),
                bus.replay(List.of("b"), 0).stream().map(Event::seq).toList());
    }

    @Test
    public void theReplayBufferKeepsTheNewest() {
        use(1_000, 3, 10);
        bus.subscribeInline(ALL, NEW_ONLY, recorder);
        assertEquals(1, bus.oldest());
        publish("a", 10);
        recorder.awaitNumber(10);
        assertEquals(8, bus.oldest());
        assertEquals(range(8, 10), bus.replay(ALL, 0).stream().map(Event::seq).toList());
        assertEquals(range(10, 10), bus.replay(ALL, 9).stream().map(Event::seq).toList());
        assertEquals(List.of(), bus.replay(ALL, 10));
        assertEquals(List.of(), bus.replay(ALL, Long.MAX_VALUE));
    }

    @Test
    public void withoutReplayBufferThereIsNothingToReplay() {
        use(1_000, 0, 10);
        bus.subscribeInline(ALL, NEW_ONLY, recorder);
        recorder.awaitNumber(publish("a"));
        assertEquals(List.of(), bus.replay(ALL, 0));
        assertEquals(bus.newest() + 1, bus.oldest());
    }

    @Test
    public void aSlowListenerLosesOnlyItsOwnOldest() throws Exception {
        Recorder slow = new Recorder();
        Subscription subscription = bus.subscribe(ALL, event -> {
            slow.onEvent(event);
            block(event);
        });
        Recorder quick = new Recorder();
        bus.subscribe(List.of("b"), quick);
        bus.subscribeInline(ALL, NEW_ONLY, recorder);
        publish("a");
        blocked.await();
        publish("a", 14);
        publish("b");
        recorder.awaitNumber(16);
        quick.awaitNumber(16);
        assertEquals(5, subscription.lost());
        mayGoOn.countDown();
        slow.awaitNumber(16);
        List<Long> expected = new ArrayList<>(List.of(1L));
        expected.addAll(range(7, 16));
        assertEquals(expected, slow.numbers());
        assertEquals(range(1, 16), recorder.numbers());
    }

    @Test
    public void aListenerThatThrowsKeepsHearingAndOthersDoNotNotice() {
        List<Throwable> faults = List.of(
                new IllegalStateException(),
                new Exception(),
                new StackOverflowError(),
                new Error("own"),
                new InterruptedException());
        AtomicInteger inline = new AtomicInteger();
        AtomicInteger queued = new AtomicInteger();
        bus.subscribeInline(ALL, NEW_ONLY, event -> fail(faults.get(inline.getAndIncrement())));
        bus.subscribe(ALL, event -> fail(faults.get(queued.getAndIncrement())));
        bus.subscribeInline(ALL, NEW_ONLY, recorder);
        publish("a", faults.size());
        recorder.awaitNumber(faults.size());
        await().until(() -> queued.get() == faults.size());
        assertEquals(faults.size(), inline.get());
    }

    private static void fail(Throwable fault) throws Exception {
        if (fault instanceof Error error) {
            throw error;
        }
        throw (Exception) fault;
    }

    @Test
    public void anInterruptAListenerLeavesBehindReachesNobodyElse() {
        List<Boolean> interrupted = new java.util.concurrent.CopyOnWriteArrayList<>();
        bus.subscribeInline(ALL, NEW_ONLY, event -> Thread.currentThread().interrupt());
        bus.subscribeInline(
                ALL, NEW_ONLY, event -> interrupted.add(Thread.currentThread().isInterrupted()));
        publish("a", 2);
        await().until(() -> interrupted.size() == 2);
        assertEquals(List.of(false, false), interrupted);
    }

    @Test
    public void aPublisherIsHeldWhileTheQueueIsFullAndGoesOnAfterwards() throws Exception {
        use(5, 100, 10);
        bus.subscribeInline(List.of("block"), NEW_ONLY, this::block);
        bus.subscribeInline(ALL, NEW_ONLY, recorder);
        publish("block");
        blocked.await();
        Thread publisher = new Thread(() -> publish("a", 20));
        publisher.start();
        await().until(() -> publisher.getState() == Thread.State.WAITING);
        assertEquals(6, bus.newest());
        mayGoOn.countDown();
        publisher.join(10_000);
        recorder.awaitNumber(21);
        assertEquals(range(1, 21), recorder.numbers());
    }

    @Test(timeout = 20_000)
    public void aPublisherThatIsHeldIsLetGoWhenTheBusCloses() throws Exception {
        use(5, 100, 10);
        bus.subscribeInline(List.of("block"), NEW_ONLY, this::block);
        publish("block");
        blocked.await();
        Thread publisher = new Thread(() -> publish("a", 20));
        publisher.start();
        await().until(() -> publisher.getState() == Thread.State.WAITING);
        bus.close();
        publisher.join();
        publish("a", 20);
    }

    @Test
    public void publishingFromAnInlineListenerDoesNotDeadlock() {
        use(1, 1_000, 10);
        bus.subscribeInline(List.of("a"), NEW_ONLY, event -> publish("b", 50));
        bus.subscribeInline(ALL, NEW_ONLY, recorder);
        publish("a", 3);
        recorder.awaitNumber(153);
        assertEquals(range(1, 153), recorder.numbers());
    }

    @Test
    public void masksMayBeAddedAndRemovedWhileEventsFlow() {
        Subscription subscription = bus.subscribeInline(List.of("a"), NEW_ONLY, recorder);
        publish("a");
        publish("b");
        recorder.awaitNumber(1);
        bus.subscribeInline(ALL, NEW_ONLY, event -> {});
        subscription.add(List.of("b", "a"));
        assertEquals(Set.of("a", "b"), subscription.masks());
        recorder.awaitNumber(publish("b"));
        subscription.remove(List.of("a", "unknown"));
        publish("a");
        recorder.awaitNumber(publish("b"));
        assertEquals(
                List.of(1L, 3L, 5L),
                recorder.numbers().stream().filter(seq -> seq != 2).toList());
        assertEquals(0, subscription.lost());
    }

    @Test
    public void aMaskIsInForceForEveryEventPublishedAfterItWasAdded() throws Exception {
        CompletableFuture<Void> noise = new CompletableFuture<>();
        Thread publisher = new Thread(() -> {
            while (!noise.isDone()) {
                publish("x");
            }
        });
        publisher.start();
        for (int i = 0; i < 2_000; i++) {
            CountDownLatch heard = new CountDownLatch(1);
            Subscription subscription = bus.subscribeInline(List.of("other"), NEW_ONLY, event -> heard.countDown());
            subscription.add(List.of("x"));
            publish("x");
            assertTrue("round " + i, heard.await(5, TimeUnit.SECONDS));
            subscription.close();
        }
        noise.complete(null);
        publisher.join();
    }

    @Test
    public void closedSubscriptionsHearNothingMore() {
        Recorder queued = new Recorder();
        Subscription inline = bus.subscribeInline(ALL, NEW_ONLY, recorder);
        Subscription other = bus.subscribe(ALL, queued);
        long first = publish("a");
        recorder.awaitNumber(first);
        queued.awaitNumber(first);
        inline.close();
        inline.close();
        other.close();
        Recorder witness = new Recorder();
        bus.subscribeInline(ALL, NEW_ONLY, witness);
        witness.awaitNumber(publish("a"));
        assertEquals(List.of(1L), recorder.numbers());
        assertEquals(List.of(1L), queued.numbers());
    }

    @Test
    public void aSubscriptionClosedBeforeItsTurnCameNeverBegins() throws Exception {
        bus.subscribeInline(List.of("block"), NEW_ONLY, this::block);
        publish("block");
        blocked.await();
        bus.subscribeInline(ALL, 0, recorder).close();
        publish("a");
        Recorder witness = new Recorder();
        bus.subscribeInline(ALL, NEW_ONLY, witness);
        long last = publish("a");
        mayGoOn.countDown();
        witness.awaitNumber(last);
        assertEquals(List.of(), recorder.numbers());
    }

    @Test
    public void anEventIsEncodedOnceForEachEncoder() {
        AtomicInteger encoded = new AtomicInteger();
        Event.Encoder<String> upper =
                event -> encoded.incrementAndGet() + event.name().toUpperCase(java.util.Locale.ROOT);
        Event.Encoder<Integer> length = event -> event.name().length();
        bus.subscribeInline(ALL, NEW_ONLY, recorder);
        publish("abc");
        Event event = recorder.first();
        assertEquals("1ABC", event.as(upper));
        assertEquals(3, (int) event.as(length));
        assertSame(event.as(upper), event.as(upper));
    }

    @Test
    public void propertiesAreKeptAsPlainTypesAndNotAsThePublishersObjects() {
        record Point(int x) {}
        bus.publish("a", Map.of("point", new Point(1)));
        assertEquals(
                Map.of("point", Map.of("x", 1L)),
                bus.replay(ALL, awaitDelivered() - 1).get(0).properties());
    }

    private long awaitDelivered() {
        await().until(() -> bus.oldest() <= bus.newest()
                && !bus.replay(ALL, bus.newest() - 1).isEmpty());
        return bus.newest();
    }

    @Test
    public void anEventThatIsOnlyKeptForReplayHoldsNoFormAndNoEncoder() {
        publish("a");
        awaitDelivered();
        Event.Encoder<Object> encoder = new Event.Encoder<>() {
            @Override
            public Object encode(Event event) {
                return new Object();
            }
        };
        WeakReference<Object> form =
                new WeakReference<>(bus.replay(ALL, 0).get(0).as(encoder));
        WeakReference<Object> maker = new WeakReference<>(encoder);
        encoder = null;
        await().until(() -> {
            System.gc();
            return form.get() == null && maker.get() == null;
        });
        assertEquals("a", bus.replay(ALL, 0).get(0).name());
    }

    @Test
    public void receiversAtTheSameTimeShareOneForm() {
        publish("a");
        awaitDelivered();
        Event.Encoder<Object> encoder = event -> new Object();
        Event first = bus.replay(ALL, 0).get(0);
        assertSame(first.as(encoder), bus.replay(ALL, 0).get(0).as(encoder));
    }

    @Test
    public void eachLifeOfTheBusHasItsOwnName() {
        String former = bus.epoch();
        use(10, 10, 10);
        assertNotEquals(former, bus.epoch());
    }

    @Test
    public void closeEndsItsThreads() throws Exception {
        bus.subscribe(ALL, this::block);
        publish("a", 5);
        blocked.await();
        bus.close();
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("patchbay-")));
        assertFalse(Thread.currentThread().isInterrupted());
    }
}
