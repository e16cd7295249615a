package dev.patchbay.clock;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.junit.After;
import org.junit.Test;

public class ClockTimerTest {

    private static final String NAME = "timer under test";
    private static final Logger LOGGER = Logger.getLogger(ClockTimer.class.getName());
    private static final long FAR = 1_000_000_000_000L;

    private final ClockTimer timer = new ClockTimer(NAME, 200);
    private final SysClock wall = new SysClock();
    private final CorrelatedClock clock = new CorrelatedClock(wall, 1e6, Correlation.of(wall.now(), Ticks.ZERO));
    private final BlockingQueue<String> ran = new LinkedBlockingQueue<>();

    @After
    public void close() {
        timer.close();
        LOGGER.setLevel(null);
    }

    @Test
    public void aTaskRunsWhenTheClockGetsThereAndNeverEarlier() throws Exception {
        BlockingQueue<Ticks> seen = new LinkedBlockingQueue<>();
        for (int i = 1; i <= 10; i++) {
            Ticks at = clock.now().plus(5000.5);
            timer.schedule(clock, at, () -> seen.add(Ticks.of(clock.now().minus(at))));
            Ticks late = seen.poll(5, TimeUnit.SECONDS);
            assertNotNull(late);
            assertTrue("early by " + late, late.compareTo(Ticks.ZERO) >= 0);
        }
    }

    @Test
    public void tasksRunInTheOrderOfTheirTicksNotOfTheirScheduling() {
        clock.pause();
        CorrelatedClock child = new CorrelatedClock(clock, 1000, Correlation.of(clock.now(), Ticks.ZERO));
        timer.schedule(child, Ticks.of(90), () -> ran.add("third"));
        timer.schedule(clock, clock.now().plus(60_000L), () -> ran.add("second"));
        timer.schedule(clock, clock.now().plus(30_000L), () -> ran.add("first"));
        clock.resume();

        awaitRan("first", "second", "third");
    }

    @Test
    public void whatIsPassedAlreadyRunsAtOnce() {
        timer.schedule(clock, Ticks.of(-5), () -> ran.add("past"));
        awaitRan("past");
        clock.set(Correlation.of(wall.now(), Ticks.ZERO), -1);
        timer.schedule(clock, Ticks.of(FAR), () -> ran.add("past, backwards"));
        awaitRan("past", "past, backwards");
        clock.set(Correlation.of(0, 7), 0);
        timer.schedule(clock, Ticks.of(7), () -> ran.add("here, standing"));
        awaitRan("past", "past, backwards", "here, standing");
    }

    @Test
    public void aStandingClockGetsNowhereUntilItRunsAgain() {
        clock.pause();
        timer.schedule(clock, clock.now().plus(2000L), () -> ran.add("done"));
        awaitMillis(50);
        assertEquals(List.of(), List.copyOf(ran));

        clock.resume();
        awaitRan("done");
    }

    @Test
    public void aClockThatIsPausedOnTheWayIsWaitedFor() {
        timer.schedule(clock, clock.now().plus(500_000L), () -> ran.add("done"));
        clock.pause();
        awaitMillis(600);
        assertEquals(List.of(), List.copyOf(ran));
        clock.resume();
        awaitRan("done");
    }

    @Test
    public void aFasterClockIsThereSooner() {
        timer.schedule(clock, Ticks.of(FAR), () -> ran.add("done"));
        clock.setSpeed(1e9);
        awaitRan("done");
    }

    @Test
    public void aChangeOfAnAncestorCountsToo() {
        CorrelatedClock child = new CorrelatedClock(clock, 90_000);
        timer.schedule(child, Ticks.of(FAR), () -> ran.add("done"));
        clock.setSpeed(1e10);
        awaitRan("done");
    }

    @Test
    public void aJumpOverTheTicksRunsTheTaskAndAJumpBackDelaysIt() {
        timer.schedule(clock, Ticks.of(FAR), () -> ran.add("jumped"));
        clock.seek(Ticks.of(FAR + 5));
        awaitRan("jumped");

        timer.schedule(clock, clock.now().plus(500_000L), () -> ran.add("too early"));
        clock.seek(Ticks.ZERO);
        awaitMillis(600);
        assertEquals(List.of("jumped"), List.copyOf(ran));
    }

    @Test
    public void aClockThatRunsBackwardsGetsThereFromAbove() {
        clock.set(Correlation.of(wall.now(), Ticks.of(1_000_000)), -1);
        AtomicReference<Ticks> seen = new AtomicReference<>();
        timer.schedule(clock, Ticks.of(980_000), () -> {
            seen.set(clock.now());
            ran.add("down");
        });

        awaitRan("down");
        assertTrue(seen.get().compareTo(Ticks.of(980_000)) <= 0);
    }

    @Test
    public void aClockThatTurnsAwayIsWaitedForUntilItTurnsBack() {
        TunableClock tuned = new TunableClock(wall, 1e6, Ticks.ZERO);
        timer.schedule(tuned, Ticks.of(500_000), () -> ran.add("done"));
        tuned.setSpeed(-1);
        awaitMillis(600);
        assertEquals(List.of(), List.copyOf(ran));

        tuned.setSpeed(1000);
        awaitRan("done");
    }

    @Test
    public void aCancelledTaskDoesNotRunAndItsNeighbourDoes() {
        clock.pause();
        Ticks at = clock.now().plus(1000L);
        ClockSubscription task = timer.schedule(clock, at, () -> ran.add("cancelled"));
        timer.schedule(clock, at, () -> ran.add("kept"));
        assertEquals(2, timer.waiting());

        task.close();
        task.close();
        clock.resume();

        awaitRan("kept");
        assertEquals(0, timer.waiting());
    }

    @Test
    public void cancellingWhatHasRunIsHarmless() {
        ClockSubscription task = timer.schedule(clock, Ticks.of(-1), () -> ran.add("done"));
        awaitRan("done");
        task.close();
        timer.schedule(clock, Ticks.of(-1), () -> ran.add("again"));
        awaitRan("done", "again");
    }

    @Test
    public void aTaskThatThrowsStopsNoOther() {
        LOGGER.setLevel(Level.OFF);
        timer.schedule(clock, Ticks.of(-2), () -> {
            throw new IllegalStateException("broken");
        });
        timer.schedule(clock, Ticks.of(-1), () -> {
            throw new NoClassDefFoundError("the bundle left");
        });
        timer.schedule(clock, Ticks.of(0), () -> ran.add("done"));
        awaitRan("done");
    }

    @Test
    public void aTaskMayScheduleTheNextOne() {
        AtomicInteger left = new AtomicInteger(20);
        repeat(left);
        await().until(() -> left.get() == 0);
        assertEquals(0, timer.waiting());
    }

    private void repeat(AtomicInteger left) {
        timer.schedule(clock, clock.now().plus(500L), () -> {
            if (left.decrementAndGet() > 0) {
                repeat(left);
            }
        });
    }

    @Test
    public void aClockThatCannotBeReadIsWaitedForAndHoldsUpNoOther() {
        LOGGER.setLevel(Level.OFF);
        timer.schedule(clock, Ticks.of(FAR), () -> ran.add("unreadable"));
        clock.setCorrelation(Correlation.of(0, Long.MAX_VALUE));
        assertThrows(ArithmeticException.class, clock::now);
        timer.schedule(wall, wall.now().plus(20_000_000L), () -> ran.add("other"));
        awaitRan("other");

        clock.setCorrelation(Correlation.of(0, FAR));
        awaitRan("other", "unreadable");
    }

    @Test
    public void aRootThatStandsStillWithoutSayingSoIsAskedSeldom() {
        AtomicInteger asked = new AtomicInteger();
        HandClock stuck = new HandClock(1e9, 0) {
            @Override
            public Ticks now() {
                asked.incrementAndGet();
                return super.now();
            }
        };
        timer.schedule(stuck, Ticks.of(10), () -> ran.add("there"));
        awaitMillis(300);
        assertTrue("asked " + asked + " times", asked.get() < 40);

        stuck.flowTo(10);
        awaitRan("there");
    }

    @Test
    public void manyTasksAllRunInOrder() {
        clock.pause();
        Ticks now = clock.now();
        List<Integer> order = new CopyOnWriteArrayList<>();
        for (int i = 1999; i >= 0; i--) {
            int number = i;
            timer.schedule(clock, now.plus(1000L + 10 * i), () -> order.add(number));
        }
        clock.resume();
        await().until(() -> order.size() == 2000);
        assertTrue("out of order", IntStream.range(0, 2000).allMatch(i -> order.get(i) == i));
    }

    @Test
    public void manyChangesDuringALongTaskAreLookedAtOnce() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        timer.schedule(wall, Ticks.ZERO, () -> {
            inside.countDown();
            awaitLatch(goOn);
        });
        assertTrue(inside.await(5, TimeUnit.SECONDS));
        timer.schedule(clock, Ticks.of(FAR), () -> ran.add("done"));
        for (int i = 0; i < 1000; i++) {
            clock.setSpeed(1 + i % 2);
        }
        clock.seek(Ticks.of(FAR));
        goOn.countDown();

        awaitRan("done");
        assertEquals(0, timer.waiting());
    }

    @Test
    public void theThreadIsADaemonOfThatNameFromTheFirstTaskUntilTheEnd() {
        assertEquals(0, threads());
        AtomicReference<Thread> thread = new AtomicReference<>();
        timer.schedule(clock, Ticks.of(-1), () -> thread.set(Thread.currentThread()));
        await().until(() -> thread.get() != null);
        assertTrue(thread.get().isDaemon());
        assertEquals(NAME, thread.get().getName());
        timer.schedule(clock, Ticks.of(FAR), () -> ran.add("never"));
        assertEquals(1, threads());

        timer.close();
        timer.close();

        assertFalse(thread.get().isAlive());
        assertEquals(0, timer.waiting());
        clock.seek(Ticks.of(FAR));
        assertEquals(List.of(), List.copyOf(ran));
    }

    @Test
    public void aClosedTimerTakesNothing() {
        timer.close();
        IllegalStateException refused =
                assertThrows(IllegalStateException.class, () -> timer.schedule(clock, Ticks.ZERO, () -> {}));
        assertTrue(refused.getMessage(), refused.getMessage().contains(NAME));
        assertEquals(0, threads());
    }

    @Test(timeout = 10_000)
    public void aTaskMayCloseTheTimer() {
        timer.schedule(clock, Ticks.of(-1), () -> {
            timer.close();
            ran.add("closed");
        });
        awaitRan("closed");
        await().until(() -> threads() == 0);
    }

    @Test(timeout = 10_000)
    public void aTaskThatDoesNotEndIsInterruptedInTheEnd() throws Exception {
        LOGGER.setLevel(Level.OFF);
        CountDownLatch inside = new CountDownLatch(1);
        timer.schedule(clock, Ticks.of(-1), () -> {
            inside.countDown();
            awaitLatch(new CountDownLatch(1));
            ran.add("interrupted");
        });
        assertTrue(inside.await(5, TimeUnit.SECONDS));

        timer.close();

        awaitRan("interrupted");
        await().until(() -> threads() == 0);
    }

    private void awaitRan(String... expected) {
        await().untilAsserted(() -> assertEquals(List.of(expected), List.copyOf(ran)));
    }

    /** By the timer itself, so that all that was due before has run. */
    private void awaitMillis(long millis) {
        CountDownLatch passed = new CountDownLatch(1);
        timer.schedule(wall, wall.now().plus(millis * 1_000_000), passed::countDown);
        awaitLatch(passed);
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(NAME))
                .count();
    }
}
