package dev.patchbay.clock;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.List;
import org.junit.Test;

/** A clock someone else wrote, in the middle of a tree. */
public class OwnClockTest {

    private final HandClock root = new HandClock(1000, 8000);
    private final CorrelatedClock wall = new CorrelatedClock(root, 1000);
    private final HalfClock half = new HalfClock(wall);
    private final CorrelatedClock child = new CorrelatedClock(half, 2000);
    private final Told told = new Told();

    @Test
    public void readingsAndConversionsGoThroughIt() {
        assertEquals(Ticks.of(4000), half.now());
        assertEquals(Ticks.of(8000), child.now());
        assertEquals(Ticks.of(2000), child.toRoot(Ticks.of(2000)));
        assertEquals(Ticks.of(2000), child.fromRoot(Ticks.of(2000)));
        assertEquals(0.5, child.effectiveSpeed(), 0);
        assertEquals(0.25 + 0.001, child.dispersionAt(Ticks.ZERO), 1e-12);
        assertEquals(45, child.rootMaxFrequencyErrorInPpm(), 0);
        wall.setSpeed(0);
        assertNull(child.toRoot(Ticks.of(2000)));
    }

    @Test
    public void changesAboveItAndOfItselfAreToldBelow() {
        half.listen(told);
        child.listen(told);

        wall.setSpeed(2);
        assertEquals(List.of(wall, wall), told.causes);
        half.change();
        assertEquals(List.of(wall, wall, half, half), told.causes);
    }

    @Test
    public void availabilityGoesThroughItToo() {
        child.listen(told);

        wall.setAvailable(false);
        assertFalse(child.isAvailable());
        half.setAvailable(false);
        wall.setAvailable(true);
        assertEquals(List.of(wall), told.causes);
        half.setAvailable(true);
        assertTrue(child.isAvailable());
        assertEquals(List.of(wall, half), told.causes);
    }

    @Test
    public void itIsNoWayRoundTheRefusalOfCycles() {
        CorrelatedClock top = new CorrelatedClock(root, 1);
        HalfClock between = new HalfClock(top);

        assertThrows(IllegalArgumentException.class, () -> top.setParent(between));
    }

    private static final class HalfClock extends Clock {

        private final Clock parent;

        HalfClock(Clock parent) {
            this.parent = parent;
            dependOn(parent);
        }

        void change() {
            notifyChanged();
        }

        @Override
        public Ticks now() {
            return fromParent(parent.now());
        }

        @Override
        public double tickRate() {
            return parent.tickRate();
        }

        @Override
        public double speed() {
            return 0.5;
        }

        @Override
        public Clock parent() {
            return parent;
        }

        @Override
        public Ticks toParent(Ticks own) {
            return Ticks.of(own.toDouble() * 2);
        }

        @Override
        public Ticks fromParent(Ticks parent) {
            return Ticks.of(parent.toDouble() / 2);
        }

        @Override
        protected double errorInSecAt(Ticks own) {
            return 0.25;
        }
    }
}
