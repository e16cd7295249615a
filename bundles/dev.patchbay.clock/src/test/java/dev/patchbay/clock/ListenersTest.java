package dev.patchbay.clock;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.Test;

public class ListenersTest {

    private final HandClock root = new HandClock(1e9, 0);
    private final CorrelatedClock pts = new CorrelatedClock(root, 90_000);
    private final CorrelatedClock temi = new CorrelatedClock(pts, 50);
    private final CorrelatedClock sibling = new CorrelatedClock(root, 25);
    private final Told told = new Told();

    @Test
    public void eachKindOfChangeIsToldOnce() {
        pts.listen(told);

        pts.setCorrelation(Correlation.of(1, 2));
        assertEquals(1, told.times());
        pts.setSpeed(0.5);
        assertEquals(2, told.times());
        pts.setTickRate(1000);
        assertEquals(3, told.times());
        pts.setParent(new HandClock(1e9, 0));
        assertEquals(4, told.times());
        pts.set(Correlation.of(3, 4), 1);
        assertEquals("correlation and speed are one change", 5, told.times());
        pts.pause();
        assertEquals(6, told.times());
        pts.resume();
        assertEquals(7, told.times());
        pts.seek(Ticks.of(90));
        assertEquals(8, told.times());
    }

    @Test
    public void whatChangesNothingIsNotTold() {
        pts.listen(told);

        pts.setCorrelation(Correlation.ZERO);
        pts.setSpeed(1);
        pts.setTickRate(90_000);
        pts.setParent(root);
        pts.set(Correlation.ZERO, 1);
        pts.resume();
        pts.setAvailable(true);

        assertEquals(0, told.times());
    }

    @Test
    public void rebasingIsNotToldSinceTheLineIsTheSame() {
        root.flowTo(1_000_000_000);
        pts.listen(told);
        temi.listen(told);

        pts.rebaseAt(Ticks.of(180_000));

        assertEquals(Correlation.of(2_000_000_000, 180_000), pts.correlation());
        assertEquals(0, told.times());
    }

    @Test
    public void changesAreToldDownwardsNeitherUpNorSideways() {
        Told above = new Told();
        Told aside = new Told();
        root.listen(above);
        sibling.listen(aside);
        temi.listen(told);

        pts.setSpeed(2);

        assertEquals(List.of(pts), told.causes);
        assertEquals(0, above.times());
        assertEquals(0, aside.times());
        root.jumpTo(7);
        assertEquals(List.of(pts, root), told.causes);
        assertEquals(List.of(root), above.causes);
        assertEquals(List.of(root), aside.causes);
    }

    @Test
    public void timeThatPassesIsNoChange() {
        temi.listen(told);
        root.flowTo(5_000_000_000L);
        temi.now();
        assertEquals(0, told.times());
    }

    @Test
    public void afterAnotherParentTheFormerIsNoLongerHeard() {
        temi.listen(told);
        temi.setParent(sibling);
        assertEquals(List.of(temi), told.causes);

        pts.setSpeed(3);
        assertEquals(1, told.times());
        sibling.setSpeed(3);
        assertEquals(List.of(temi, sibling), told.causes);
    }

    @Test
    public void aListenerReadsTheClockAsItIsAfterTheChange() {
        AtomicReference<Ticks> seen = new AtomicReference<>();
        temi.listen(cause -> seen.set(temi.now()));

        pts.set(Correlation.of(0, 90_000), 1);

        assertEquals(Ticks.of(50), seen.get());
    }

    @Test
    public void aClosedSubscriptionIsNotTold() {
        ClockSubscription subscription = pts.listen(told);
        Told other = new Told();
        pts.listen(other);

        subscription.close();
        subscription.close();
        pts.setSpeed(2);

        assertEquals(0, told.times());
        assertEquals(1, other.times());
    }

    @Test
    public void listeningTwiceIsBeingToldTwiceAndEndsOneByOne() {
        ClockSubscription first = pts.listen(told);
        pts.listen(told);
        pts.setSpeed(2);
        assertEquals(2, told.times());
        first.close();
        pts.setSpeed(3);
        assertEquals(3, told.times());
    }

    @Test
    public void aListenerMayLeaveWhileItIsTold() {
        List<ClockSubscription> own = new ArrayList<>();
        own.add(pts.listen(cause -> {
            told.changed(cause);
            own.get(0).close();
        }));
        Told after = new Told();
        pts.listen(after);

        pts.setSpeed(2);
        pts.setSpeed(3);

        assertEquals(1, told.times());
        assertEquals(2, after.times());
    }

    @Test
    public void aListenerThatAnotherOneEndsIsNotToldAnyMore() {
        List<ClockSubscription> later = new ArrayList<>();
        pts.listen(cause -> later.get(0).close());
        later.add(pts.listen(told));
        Told last = new Told();
        pts.listen(last);

        pts.setSpeed(2);

        assertEquals(0, told.times());
        assertEquals(1, last.times());
    }

    @Test
    public void aListenerThatComesWhileOthersAreToldHearsOfTheNextChange() {
        List<ClockSubscription> added = new ArrayList<>();
        pts.listen(cause -> {
            if (added.isEmpty()) {
                added.add(pts.listen(told));
            }
        });

        pts.setSpeed(2);
        assertEquals(0, told.times());
        pts.setSpeed(3);
        assertEquals(1, told.times());
    }

    @Test
    public void aListenerThatThrowsIsLoggedAndTheOthersAreStillTold() {
        List<LogRecord> logged = new ArrayList<>();
        Handler handler = recorder(logged);
        Logger logger = Logger.getLogger(Clock.class.getName());
        logger.addHandler(handler);
        logger.setUseParentHandlers(false);
        try {
            pts.listen(cause -> {
                throw new IllegalStateException("broken");
            });
            pts.listen(cause -> {
                throw new NoClassDefFoundError("the bundle left");
            });
            pts.listen(told);
            temi.listen(told);

            pts.setSpeed(2);

            assertEquals(List.of(pts, pts), told.causes);
            assertEquals(2, logged.size());
            assertEquals("broken", logged.get(0).getThrown().getMessage());
            assertTrue(logged.get(1).getMessage(), logged.get(1).getMessage().contains("CorrelatedClock"));
        } finally {
            logger.removeHandler(handler);
            logger.setUseParentHandlers(true);
        }
    }

    @Test(timeout = 10_000)
    public void othersMayReadAndChangeTheClockWhileAListenerIsBusy() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        pts.listen(cause -> {
            inside.countDown();
            awaitUninterruptibly(goOn);
        });
        Thread changer = new Thread(() -> pts.setSpeed(2));
        changer.start();
        assertTrue(inside.await(5, TimeUnit.SECONDS));

        goOnAfter(goOn, () -> {
            assertEquals(2, pts.speed(), 0);
            temi.setSpeed(3);
            temi.setParent(sibling);
            temi.setAvailable(false);
            assertFalse(temi.isAvailable());
        });

        changer.join();
    }

    private static void goOnAfter(CountDownLatch goOn, Runnable work) {
        try {
            work.run();
        } finally {
            goOn.countDown();
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Handler recorder(List<LogRecord> logged) {
        return new Handler() {
            @Override
            public void publish(LogRecord record) {
                logged.add(record);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }
}
