package dev.patchbay.event.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.patchbay.event.Subscription;
import dev.patchbay.event.spi.EventSource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.After;
import org.junit.Test;

public class OnDemandSourceTest {

    private static final long STOP_TIMEOUT_IN_MS = 5_000;

    private final Bus bus = new Bus(1_000, 100, 10);
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger mostRunning = new AtomicInteger();
    private final AtomicInteger runs = new AtomicInteger();
    private final AtomicInteger made = new AtomicInteger();
    private final CountDownLatch mayEnd = new CountDownLatch(1);

    @After
    public void close() {
        mayEnd.countDown();
        bus.close();
    }

    private OnDemandSource start(EventSource source) {
        return start(source, STOP_TIMEOUT_IN_MS);
    }

    private OnDemandSource start(@Nullable EventSource source, long stopTimeoutInMs) {
        OnDemandSource hosted =
                new OnDemandSource("ticker", List.of("tick", "tock"), () -> make(source), bus, stopTimeoutInMs);
        hosted.start();
        return hosted;
    }

    private @Nullable EventSource make(@Nullable EventSource source) {
        made.incrementAndGet();
        return source;
    }

    private Subscription subscribe(String mask) {
        return bus.subscribeInline(List.of(mask), -1, event -> {});
    }

    /** Runs until interrupted. */
    private void tick(EventSource.Sink sink) throws InterruptedException {
        mostRunning.accumulateAndGet(running.incrementAndGet(), Math::max);
        runs.incrementAndGet();
        try {
            sink.publish("tick", Map.of());
            new CountDownLatch(1).await();
        } finally {
            running.decrementAndGet();
        }
    }

    private void ignoreInterruption(EventSource.Sink sink) {
        mostRunning.accumulateAndGet(running.incrementAndGet(), Math::max);
        runs.incrementAndGet();
        while (mayEnd.getCount() > 0) {
            Thread.onSpinWait();
        }
        running.decrementAndGet();
    }

    private void awaitRunning(int count) {
        await().pollInterval(Duration.ofMillis(2)).until(() -> running.get() == count);
    }

    @Test
    public void itRunsFromTheFirstSubscriberToTheLastOnOneInstance() {
        OnDemandSource source = start(this::tick);
        assertEquals(0, made.get());
        Subscription first = subscribe("tock");
        awaitRunning(1);
        Subscription second = subscribe("*");
        first.close();
        second.close();
        awaitRunning(0);
        subscribe("t*");
        awaitRunning(1);
        assertEquals(2, runs.get());
        assertEquals(1, made.get());
        source.stop();
        assertEquals(0, running.get());
        assertTrue(bus.newest() >= 2);
    }

    @Test
    public void whatItDoesNotEmitWakesNobody() {
        OnDemandSource source = start(this::tick);
        subscribe("tic");
        subscribe("tick.*");
        source.stop();
        assertEquals(0, made.get());
    }

    @Test
    public void quickFlappingNeverRunsTwoAtOnce() {
        OnDemandSource source = start(this::tick);
        for (int i = 0; i < 500; i++) {
            subscribe("tick").close();
        }
        subscribe("tick");
        awaitRunning(1);
        assertEquals(1, mostRunning.get());
        assertEquals(1, made.get());
        source.stop();
        assertEquals(0, running.get());
    }

    @Test
    public void oneThatIsSlowToEndIsRunAgainWhenItHasEnded() {
        OnDemandSource source = start(this::ignoreInterruption);
        Subscription first = subscribe("tick");
        awaitRunning(1);
        first.close();
        subscribe("tick").close();
        subscribe("tick");
        assertEquals(1, runs.get());
        mayEnd.countDown();
        // also for the one in between, if it was not told yet that nobody listens when the first run ended
        await().until(() -> runs.get() >= 2);
        source.stop();
        assertEquals(1, mostRunning.get());
        assertTrue("ran " + runs.get() + " times", runs.get() <= 3);
    }

    @Test
    public void oneThatEndedOrFailedIsRunForTheNextSubscriber() {
        OnDemandSource source = start(sink -> {
            switch (runs.incrementAndGet()) {
                case 1 -> throw new IllegalStateException("broken");
                case 2 -> throw new StackOverflowError();
                default -> sink.publish("tick", Map.of());
            }
        });
        for (int i = 1; i <= 4; i++) {
            int run = i;
            try (Subscription ignored = subscribe("tick")) {
                await().until(() -> runs.get() == run);
            }
        }
        source.stop();
        assertEquals(1, made.get());
    }

    @Test
    public void oneThatCannotBeMadeIsTriedAgainForTheNextSubscriber() {
        OnDemandSource source = start(null, STOP_TIMEOUT_IN_MS);
        for (int i = 1; i <= 2; i++) {
            int attempt = i;
            try (Subscription ignored = subscribe("tick")) {
                await().until(() -> made.get() == attempt);
            }
        }
        source.stop();
    }

    @Test
    public void afterItHasLeftNobodyWakesIt() {
        OnDemandSource source = start(this::tick);
        source.stop();
        subscribe("tick");
        source.onWanted();
        assertEquals(0, runs.get());
    }

    @Test
    public void oneThatIgnoresItsInterruptionIsLeftBehindAndCutOff() {
        AtomicReference<EventSource.Sink> kept = new AtomicReference<>();
        OnDemandSource source = start(
                sink -> {
                    kept.set(sink);
                    ignoreInterruption(sink);
                },
                50);
        subscribe("tick");
        awaitRunning(1);
        kept.get().publish("tick", Map.of());
        source.stop();
        kept.get().publish("late", Map.of());
        assertEquals(1, bus.newest());
        assertFalse(Thread.currentThread().isInterrupted());
    }
}
