package dev.patchbay.event.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.patchbay.event.Demand;
import dev.patchbay.event.Subscription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.After;
import org.junit.Test;

public class DemandWatchTest {

    private final Bus bus = new Bus(1_000, 100, 10);
    private final DemandRecorder demand = new DemandRecorder();
    private final CountDownLatch mayGoOn = new CountDownLatch(1);
    private final CountDownLatch blocked = new CountDownLatch(1);

    @After
    public void close() {
        mayGoOn.countDown();
        bus.close();
    }

    private Subscription subscribe(String... masks) {
        return bus.subscribeInline(List.of(masks), -1, event -> {});
    }

    /** Changes something whose being told proves that what was done before has been told too, or never will be. */
    private void assertNothingMoreIsTold(int changes) {
        DemandRecorder witness = new DemandRecorder();
        bus.watch(List.of("witness"), witness);
        subscribe("witness").close();
        witness.awaitChanges(2);
        assertEquals(changes, demand.told().size());
    }

    @Test
    public void theFirstWhoComesAndTheLastWhoLeavesAreTold() {
        bus.watch(List.of("disk.full", "disk.gone"), demand);
        Subscription first = subscribe("disk.full");
        Subscription second = bus.subscribe(List.of("disk.*"), event -> {});
        first.close();
        first.close();
        second.close();
        assertEquals(List.of("wanted", "unwanted"), demand.awaitChanges(2));
        assertNothingMoreIsTold(2);
    }

    @Test
    public void neighboursOfTheNamesAreNotWanted() {
        bus.watch(List.of("disk.full"), demand);
        subscribe("disk", "disk.ful", "disk.fullx", "disk.full.*", "Disk.full");
        assertNothingMoreIsTold(0);
    }

    @Test
    public void whoSubscribedBeforeIsToldAtOnce() {
        Subscription subscription = subscribe("*");
        bus.watch(List.of("disk.full"), demand);
        assertEquals(List.of("wanted"), demand.awaitChanges(1));
        subscription.close();
        demand.awaitChanges(2);
    }

    @Test
    public void masksThatComeAndGoAreTold() {
        bus.watch(List.of("disk.full"), demand);
        Subscription subscription = subscribe("task.*");
        subscription.add(List.of("disk.*"));
        subscription.add(List.of("*"));
        subscription.remove(List.of("disk.*"));
        demand.awaitChanges(1);
        subscription.remove(List.of("*"));
        demand.awaitChanges(2);
        subscription.close();
        subscription.add(List.of("disk.*"));
        assertNothingMoreIsTold(2);
    }

    @Test
    public void whoOverhearsIsNotCountedButHears() {
        bus.watch(List.of("disk.full"), demand);
        Recorder recorder = new Recorder();
        Subscription overheard = bus.overhear(List.of("task.*"), recorder);
        overheard.add(List.of("*"));
        recorder.awaitNumber(bus.publish("disk.full", Map.of()));
        overheard.close();
        assertNothingMoreIsTold(0);
        assertEquals(0, bus.audience().count("disk.full"));
    }

    @Test
    public void everyChangeIsToldInOrderHoweverSlowTheWatcherIs() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        bus.watch(List.of("a"), new Demand() {
            @Override
            public void onWanted() {
                assertEquals(1, inside.incrementAndGet());
                block();
                demand.onWanted();
                inside.decrementAndGet();
            }

            @Override
            public void onUnwanted() {
                assertEquals(1, inside.incrementAndGet());
                demand.onUnwanted();
                inside.decrementAndGet();
            }
        });
        subscribe("a").close();
        blocked.await();
        for (int i = 0; i < 50; i++) {
            subscribe("a").close();
        }
        subscribe("a");
        mayGoOn.countDown();
        demand.awaitChanges(103);
        assertTrue(demand.alternates());
    }

    private void block() {
        blocked.countDown();
        try {
            mayGoOn.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    public void whoeverRacesTheEndIsToldAsItIs() throws Exception {
        bus.watch(List.of("a"), demand);
        Subscription changing = subscribe("b");
        ExecutorService racers = Executors.newFixedThreadPool(4);
        List<Future<?>> ends = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            ends.add(racers.submit(() -> race(changing)));
        }
        for (Future<?> end : ends) {
            end.get(30, TimeUnit.SECONDS);
        }
        racers.shutdown();
        changing.remove(List.of("a"));
        await().until(() -> !demand.told().isEmpty() && !demand.endsWanted());
        assertNothingMoreIsTold(demand.told().size());
        assertTrue(demand.alternates());
        assertEquals(0, bus.audience().count("a"));
        subscribe("a");
        await().until(demand::endsWanted);
    }

    private void race(Subscription changing) {
        for (int i = 0; i < 500; i++) {
            try (Subscription ignored = subscribe("a")) {
                changing.add(List.of("a"));
            }
            changing.remove(List.of("a"));
        }
    }

    @Test
    public void watchersThatComeWhileOthersSubscribeAreToldHowItIs() throws Exception {
        for (int i = 0; i < 200; i++) {
            DemandRecorder late = new DemandRecorder();
            Thread subscriber = new Thread(() -> subscribe("a").close());
            subscriber.start();
            Subscription kept = subscribe("a");
            bus.watch(List.of("a"), late);
            kept.close();
            subscriber.join();
            await().pollInterval(Duration.ofMillis(2)).until(() -> !late.told().isEmpty() && !late.endsWanted());
            assertTrue(late.alternates());
        }
    }

    @Test
    public void aWatchThatIsClosedIsToldNothingMore() {
        DemandWatch watch = bus.watch(List.of("a"), demand);
        Subscription subscription = subscribe("a");
        demand.awaitChanges(1);
        watch.close();
        watch.close();
        subscription.close();
        subscribe("a");
        assertNothingMoreIsTold(1);
    }

    @Test
    public void aWatchThatIsClosedBeforeItsTurnCameIsNotToldAtAll() throws Exception {
        bus.watch(List.of("a"), demand);
        DemandWatch closed = bus.watch(List.of("a"), new Demand() {
            @Override
            public void onWanted() {
                block();
            }

            @Override
            public void onUnwanted() {
                demand.onUnwanted();
            }
        });
        subscribe("a").close();
        blocked.await();
        closed.close();
        mayGoOn.countDown();
        demand.awaitChanges(2);
        assertNothingMoreIsTold(2);
    }

    @Test
    public void aWatcherThatThrowsIsStillTold() {
        bus.watch(List.of("a"), new Demand() {
            @Override
            public void onWanted() {
                demand.onWanted();
                Thread.currentThread().interrupt();
                throw new IllegalStateException("broken");
            }

            @Override
            public void onUnwanted() {
                demand.onUnwanted();
                throw new StackOverflowError();
            }
        });
        subscribe("a").close();
        subscribe("a").close();
        demand.awaitChanges(4);
        assertTrue(demand.alternates());
    }

    @Test
    public void aBusThatIsClosedTellsNobody() {
        bus.close();
        bus.watch(List.of("a"), demand);
        subscribe("a").close();
        assertFalse(demand.endsWanted());
        assertEquals(List.of(), demand.told());
    }
}
