package dev.patchbay.clock;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertTrue;

import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.time.Duration;
import org.junit.Test;

/** A wall clock lives for months, timelines come and go. */
public class ForgottenClocksTest {

    private final SysClock wall = new SysClock();
    private final Told told = new Told();

    @Test
    public void aForgottenTimelineIsCollectedThoughItsParentLivesOn() {
        WeakReference<Clock> pts = new WeakReference<>(usedTimeline());

        awaitCollected(pts);
        awaitNothingBound();
    }

    @Test
    public void aWholeForgottenTreeIsCollectedWithItsListeners() {
        WeakReference<Clock> temi = new WeakReference<>(usedTimelineBelow(usedTimeline()));
        WeakReference<Clock> pts = new WeakReference<>(usedTimeline());

        awaitCollected(temi);
        awaitCollected(pts);
        awaitNothingBound();
    }

    @Test
    public void aChildHoldsItsParent() {
        CorrelatedClock temi = usedTimelineBelow(usedTimeline());
        WeakReference<Clock> pts = new WeakReference<>(temi.parent());
        awaitCollected(new WeakReference<>(new Object()));
        assertNotNull(pts.get());
        Reference.reachabilityFence(temi);
    }

    @Test
    public void clocksThatComeAndGoLeaveNothingBehindWithTheirParent() {
        for (int i = 0; i < 1000; i++) {
            usedTimeline();
        }
        awaitNothingBound();
    }

    @Test
    public void whoHoldsASubscriptionIsToldThoughNobodyHoldsTheClock() {
        CorrelatedClock top = new CorrelatedClock(wall, 1e9);
        ClockSubscription subscription = new CorrelatedClock(top, 90_000).listen(told);
        WeakReference<Object> marker = new WeakReference<>(new Object());
        awaitCollected(marker);

        top.setSpeed(2);
        assertEquals(1, told.times());
        subscription.close();
        top.setSpeed(1);
        assertEquals(1, told.times());
    }

    @Test
    public void aHeldGrandchildIsToldThoughNobodyHoldsTheOneBetween() {
        CorrelatedClock top = new CorrelatedClock(wall, 1e9);
        CorrelatedClock temi = new CorrelatedClock(new CorrelatedClock(top, 90_000), 50);
        temi.listen(told);
        awaitCollected(new WeakReference<>(new Object()));

        top.setSpeed(2);

        assertEquals(1, told.times());
        Reference.reachabilityFence(temi);
    }

    @Test
    public void aFormerParentIsCollectedAfterTheMove() {
        CorrelatedClock former = usedTimeline();
        CorrelatedClock temi = new CorrelatedClock(former, 50);
        temi.now();
        WeakReference<Clock> gone = new WeakReference<>(former);
        former = null;

        temi.setParent(wall);

        awaitCollected(gone);
        assertTrue(temi.isAvailable());
    }

    @Test
    public void aTimerLetsGoOfAClockWhenTheTaskHasRunOrWasCancelled() {
        try (ClockTimer timer = new ClockTimer("timer of forgotten clocks")) {
            WeakReference<Clock> ran = scheduled(timer, 0, false);
            WeakReference<Clock> cancelled = scheduled(timer, Long.MAX_VALUE, true);
            awaitCollected(ran);
            awaitCollected(cancelled);
        }
    }

    @Test
    public void aTimerHoldsTheClockOfATaskThatWaits() {
        try (ClockTimer timer = new ClockTimer("timer of held clocks")) {
            WeakReference<Clock> held = scheduled(timer, Long.MAX_VALUE, false);
            awaitCollected(new WeakReference<>(new Object()));
            assertNotNull(held.get());
        }
    }

    private WeakReference<Clock> scheduled(ClockTimer timer, long at, boolean cancel) {
        CorrelatedClock clock = usedTimeline();
        ClockSubscription task = timer.schedule(clock, Ticks.of(at), () -> {});
        if (cancel) {
            task.close();
        }
        return new WeakReference<>(clock);
    }

    private CorrelatedClock usedTimeline() {
        CorrelatedClock pts = new CorrelatedClock(wall, 90_000);
        pts.listen(cause -> pts.now());
        pts.pause();
        pts.now();
        return pts;
    }

    private CorrelatedClock usedTimelineBelow(Clock parent) {
        CorrelatedClock temi = new CorrelatedClock(parent, 50);
        temi.listen(cause -> temi.now());
        temi.now();
        return temi;
    }

    private void awaitNothingBound() {
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            System.gc();
            return wall.dependents().bound() == 0;
        });
    }

    private static void awaitCollected(WeakReference<?> reference) {
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            System.gc();
            return reference.get() == null;
        });
    }
}
