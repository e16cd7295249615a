package dev.patchbay.clock;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotSame;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.After;
import org.junit.Test;

/** A clock that is set while it runs: every reading belongs to one of the settings, none to a mixture. */
public class ManyThreadsTest {

    private static final int OF_EACH = 300;
    private static final Set<Thread.State> STUCK =
            EnumSet.of(Thread.State.BLOCKED, Thread.State.WAITING, Thread.State.TERMINATED);
    private static final Correlation HERE = new Correlation(Ticks.of(1000), Ticks.of(10), 0.5, 0);
    private static final Correlation THERE = new Correlation(Ticks.of(400), Ticks.of(9_000_000), 0.25, 0);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HandClock root = new HandClock(1000, 7000);
    private final CorrelatedClock clock = new CorrelatedClock(root, 90_000, HERE, 1);
    private final CorrelatedClock child = new CorrelatedClock(clock, 1000);

    @After
    public void endThreads() {
        threads.shutdownNow();
    }

    @Test(timeout = 30_000)
    public void everyReadingBelongsToOneOfTheTwoLines() throws Exception {
        everyReadingIsOneOf(clock::now);
    }

    @Test(timeout = 30_000)
    public void everyReadingOfAChildDoesToo() throws Exception {
        everyReadingIsOneOf(child::now);
    }

    @Test(timeout = 30_000)
    public void everyConversionUpwardsDoesToo() throws Exception {
        everyReadingIsOneOf(() -> clock.toParent(Ticks.of(5)));
    }

    @Test(timeout = 30_000)
    public void everyConversionToACousinDoesToo() throws Exception {
        CorrelatedClock cousin = new CorrelatedClock(root, 25);
        everyReadingIsOneOf(() -> child.toOther(cousin, Ticks.of(5)));
    }

    @Test(timeout = 30_000)
    public void everyDispersionDoesToo() throws Exception {
        everyReadingIsOneOf(() -> child.dispersionAt(Ticks.of(5)));
    }

    @Test(timeout = 30_000)
    public void aParentThatChangesItsRateNeverShowsInTheChild() throws Exception {
        clock.set(Correlation.ZERO, 1);
        Ticks steady = Ticks.of(7000);
        CorrelatedClock slow = new CorrelatedClock(clock, 25);
        whileChanging(
                List.of(() -> clock.setTickRate(45_000), () -> clock.setTickRate(90_000)),
                () -> readUntil(List.of(steady), child::now));
        whileChanging(
                List.of(() -> clock.setTickRate(45_000), () -> clock.setTickRate(90_000)),
                () -> readUntil(List.of(Ticks.of(175)), () -> child.toOther(slow, steady)));
    }

    @Test(timeout = 30_000)
    public void aSlewedParentNeverMakesTwoChildrenDiffer() throws Exception {
        CorrelatedClock twin = new CorrelatedClock(clock, 1000);
        whileChanging(
                List.of(() -> clock.setSpeed(1.0005), () -> clock.setSpeed(0.9995)),
                () -> readUntil(List.of(0.0), () -> child.differenceInSec(twin)));
    }

    @Test(timeout = 30_000)
    public void changesOfSeveralThreadsAtOnceAreAllMade() throws Exception {
        TunableClock shared = new TunableClock(root, 1, Ticks.ZERO);
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            all.add(threads.submit(() -> {
                for (int n = 0; n < 1000; n++) {
                    shared.adjust(1);
                }
            }));
        }
        for (Future<?> one : all) {
            one.get();
        }
        assertEquals(Ticks.of(4000), shared.now());
    }

    @Test(timeout = 30_000)
    public void ofTwoClocksThatAdoptEachOtherOneIsRefused() throws Exception {
        for (int i = 0; i < 300; i++) {
            CorrelatedClock one = new CorrelatedClock(root, 1);
            CorrelatedClock other = new CorrelatedClock(root, 1);
            CyclicBarrier together = new CyclicBarrier(2);
            Future<Boolean> first = threads.submit(() -> adopted(one, other, together));
            Future<Boolean> second = threads.submit(() -> adopted(other, one, together));

            assertTrue("exactly one", first.get() ^ second.get());
            assertEquals(root, one.root());
            assertEquals(root, other.root());
            assertNotSame(one.parent(), other.parent());
        }
    }

    /** Two that each find nothing wrong above the other, and adopt it then, are a circle without end. */
    @Test(timeout = 10_000)
    public void whoAdoptsWhileAnotherHasLookedAndNotAdoptedYetWaitsForIt() throws Exception {
        GateClock gate = new GateClock();
        CorrelatedClock one = new CorrelatedClock(gate, 1);
        CorrelatedClock other = new CorrelatedClock(gate, 1);
        AtomicBoolean secondHasLooked = new AtomicBoolean();
        AtomicBoolean secondIsRefused = new AtomicBoolean();
        Thread second = new Thread(
                () -> secondIsRefused.set(assertThrows(IllegalArgumentException.class, () -> other.setParent(one))
                        .getMessage()
                        .contains("tree")));
        second.setDaemon(true);
        gate.whenLookedAbove = () -> {
            if (Thread.currentThread() == second) {
                secondHasLooked.set(true);
            } else if (second.getState() == Thread.State.NEW) {
                second.start();
                while (!secondHasLooked.get() && !STUCK.contains(second.getState())) {
                    Thread.onSpinWait();
                }
            }
        };

        one.setParent(other);
        second.join();

        assertTrue(secondIsRefused.get());
        assertSame(other, one.parent());
        assertSame(gate, other.parent());
    }

    /** A root that tells when somebody looks whether there is anything above it. */
    private static final class GateClock extends HandClock {

        private volatile Runnable whenLookedAbove = () -> {};

        GateClock() {
            super(1000, 0);
        }

        @Override
        public @Nullable Clock parent() {
            whenLookedAbove.run();
            return null;
        }
    }

    @Test(timeout = 30_000)
    public void whatWasToldLastOfAvailabilityIsWhatItIs() throws Exception {
        AtomicBoolean last = new AtomicBoolean(true);
        Object order = new Object();
        child.listen(cause -> {
            synchronized (order) {
                last.set(child.isAvailable());
            }
        });
        for (int i = 0; i < 300; i++) {
            CyclicBarrier together = new CyclicBarrier(2);
            boolean up = i % 2 == 0;
            Future<?> above = threads.submit(() -> toggled(clock, up, together));
            Future<?> here = threads.submit(() -> toggled(child, !up, together));
            above.get();
            here.get();
            assertEquals(child.isAvailable(), last.get());
        }
    }

    private static boolean adopted(CorrelatedClock child, Clock parent, CyclicBarrier together) throws Exception {
        together.await();
        try {
            child.setParent(parent);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean toggled(Clock clock, boolean available, CyclicBarrier together) throws Exception {
        together.await();
        clock.setAvailable(available);
        return available;
    }

    private void everyReadingIsOneOf(Supplier<?> reading) throws Exception {
        clock.set(HERE, 1);
        Object here = reading.get();
        clock.set(THERE, -0.5);
        Object there = reading.get();
        assertTrue(!here.equals(there));
        whileChanging(
                List.of(() -> clock.set(HERE, 1), () -> clock.set(THERE, -0.5)),
                () -> readUntil(List.of(here, there), reading));
    }

    /** Two threads read, and two make all the changes in turn until the readers have enough. */
    private void whileChanging(List<Runnable> changes, Callable<Void> reader) throws Exception {
        AtomicBoolean enough = new AtomicBoolean();
        List<Future<?>> changing = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            changing.add(threads.submit(() -> {
                while (!enough.get()) {
                    changes.forEach(Runnable::run);
                }
            }));
        }
        List<Future<Void>> reading = List.of(threads.submit(reader), threads.submit(reader));
        for (Future<Void> one : reading) {
            one.get(25, TimeUnit.SECONDS);
        }
        enough.set(true);
        for (Future<?> one : changing) {
            one.get();
        }
    }

    /** Reads until each of the expected was seen often enough, so that the test proves to have met changes. */
    private static Void readUntil(List<?> expected, Supplier<?> reading) {
        int[] seen = new int[expected.size()];
        for (int i = 0; i < 20 * OF_EACH || !enough(seen); i++) {
            Object value = reading.get();
            int which = expected.indexOf(value);
            assertTrue("expected one of " + expected + ", got " + value, which >= 0);
            seen[which]++;
        }
        return null;
    }

    private static boolean enough(int[] seen) {
        for (int count : seen) {
            if (count < OF_EACH) {
                return false;
            }
        }
        return true;
    }
}
