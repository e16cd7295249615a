package dev.patchbay.clock;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.Test;

public class SysClockTest {

    private final SysClock clock = new SysClock();

    @Test
    public void aSystemClockTicksInNanosecondsAndNeverBackwards() {
        long before = System.nanoTime();
        long first = clock.ticks();
        long second = clock.now().whole();
        long after = System.nanoTime();

        assertEquals(1e9, clock.tickRate(), 0);
        assertTrue(second >= first);
        assertTrue(clock.ticksAt(before) <= first);
        assertTrue(clock.ticksAt(after) >= second);
        assertEquals(after - before, clock.ticksAt(after) - clock.ticksAt(before));
    }

    @Test
    public void allSystemClocksOfAProcessShowTheSameAtOneInstant() {
        long instant = System.nanoTime();
        long nanos = clock.ticksAt(instant);

        assertEquals(nanos, new SysClock(1e9, 10).ticksAt(instant));
        assertEquals(nanos / 1000, new SysClock(1e6, 10).ticksAt(instant));
        assertEquals(nanos / 1_000_000_000, new SysClock(1, 10).ticksAt(instant));
        assertEquals(nanos * 9 / 100_000, new SysClock(90_000, 10).ticksAt(instant));
        assertEquals(nanos * 2, new SysClock(2e9, 10).ticksAt(instant));
    }

    @Test
    public void ticksAreNeverNegativeEvenForInstantsBeforeTheOrigin() {
        long instant = System.nanoTime();

        assertTrue(clock.ticks() > 0);
        assertTrue(clock.ticksAt(instant - 60_000_000_000L) > 0);
        assertEquals(0, clock.ticksAt(instant - 1_000_000_000_000_000L));
        assertTrue("a wire format has 32 bits for the seconds", clock.ticks() / 1_000_000_000 < 1L << 32);
    }

    @Test
    public void readingWholeTicksDoesNotAllocate() {
        SysClock slow = new SysClock(90_000, 500);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long sum = 0;
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 20; round++) { // the virtual machine's own work now and then counts too
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 1000; i++) {
                sum += clock.ticks() + slow.ticks() + clock.ticksAt(i);
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertTrue(sum > 0);
        assertTrue("allocated " + least + " bytes in 3000 readings", least < 1000);
    }

    @Test
    public void aRawClockShowsTheTicksOfNanoTime() {
        long instant = System.nanoTime();
        assumeTrue("nanoTime is negative here", instant >= 0);

        assertEquals(instant, SysClock.raw().ticksAt(instant));
        assertEquals(instant - clock.ticksAt(instant), SysClock.raw().ticks() - clock.ticks(), 1e9);
    }

    @Test
    public void itsErrorIsThePrecisionItMeasured() {
        double precision = clock.precisionInSec();

        assertTrue("got " + precision, precision >= 1e-9 && precision < 1e-3);
        assertEquals(precision, clock.dispersionAt(Ticks.of(5)), 0);
        assertEquals(0, Math.IEEEremainder(precision, 1e-9), 1e-15);
    }

    @Test
    public void itCannotBeMorePreciseThanItsTick() {
        assertTrue(new SysClock(1e6, 500).precisionInSec() >= 1e-6);
        assertEquals("no step was seen within ten readings", 0.1, new SysClock(10, 500).precisionInSec(), 1e-9);
    }

    @Test
    public void itIsARootOfFixedRateAndSpeedThatIsAlwaysAvailable() {
        assertEquals(1, clock.speed(), 0);
        assertEquals(1, clock.effectiveSpeed(), 0);
        assertNull(clock.parent());
        assertSame(clock, clock.root());
        assertTrue(clock.isAvailable());
        assertThrows(UnsupportedOperationException.class, () -> clock.setAvailable(false));
        assertThrows(UnsupportedOperationException.class, () -> clock.setAvailable(true));
        assertTrue(clock.isAvailable());
        assertThrows(UnsupportedOperationException.class, () -> clock.toParent(Ticks.ZERO));
        assertThrows(UnsupportedOperationException.class, () -> clock.fromParent(Ticks.ZERO));
        assertEquals(Ticks.of(7), clock.toRoot(Ticks.of(7)));
        assertEquals(Ticks.of(7), clock.fromRoot(Ticks.of(7)));
    }

    @Test
    public void theFrequencyErrorIsTheOneItWasGiven() {
        assertEquals(500, clock.rootMaxFrequencyErrorInPpm(), 0);
        assertEquals(45, new SysClock(1e9, 45).rootMaxFrequencyErrorInPpm(), 0);
    }

    @Test
    public void ratesAndErrorsThatCannotBeAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new SysClock(0, 500));
        assertThrows(IllegalArgumentException.class, () -> new SysClock(-1, 500));
        assertThrows(IllegalArgumentException.class, () -> new SysClock(Double.NaN, 500));
        assertThrows(IllegalArgumentException.class, () -> new SysClock(Double.POSITIVE_INFINITY, 500));
        assertThrows(IllegalArgumentException.class, () -> new SysClock(1e9, -1));
        assertFalse(new SysClock(1e9, 0).precisionInSec() <= 0);
    }
}
