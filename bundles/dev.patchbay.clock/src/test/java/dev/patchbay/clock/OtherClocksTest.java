package dev.patchbay.clock;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;

import java.util.List;
import org.junit.Test;

/** The range, the tunable and the offset clock. */
public class OtherClocksTest {

    private static final long SEC = 1_000_000_000;

    private final HandClock root = new HandClock(1e9, 10 * SEC);
    private final Told told = new Told();

    @Test
    public void aRangeIsTheLineThroughItsTwoPoints() {
        Correlation first = Correlation.of(10 * SEC, 1000);
        Correlation second = Correlation.of(20 * SEC, 3001);
        RangeCorrelatedClock clock = new RangeCorrelatedClock(root, 90_000, first, second);

        assertEquals(Ticks.of(1000), clock.now());
        assertEquals(Ticks.of(3001), clock.fromParent(Ticks.of(20 * SEC)));
        assertEquals(Ticks.of(2000.5), clock.fromParent(Ticks.of(15 * SEC)));
        assertEquals(Ticks.of(5002), clock.fromParent(Ticks.of(30 * SEC)));
        assertEquals(Ticks.of(-1001), clock.fromParent(Ticks.of(0)));
        assertEquals(Ticks.of(15 * SEC), clock.toParent(Ticks.of(2000.5)));
        assertEquals("advisory", 90_000, clock.tickRate(), 0);
        assertEquals(1, clock.speed(), 0);
    }

    @Test
    public void theOrderOfTheTwoPointsDoesNotMatter() {
        Correlation first = Correlation.of(10 * SEC, 1000);
        Correlation second = Correlation.of(20 * SEC, 3001);
        RangeCorrelatedClock one = new RangeCorrelatedClock(root, 1, first, second);
        RangeCorrelatedClock other = new RangeCorrelatedClock(root, 1, second, first);

        for (long parent = -50 * SEC; parent < 50 * SEC; parent += 7 * SEC + 3) {
            assertEquals(0, one.fromParent(Ticks.of(parent)).minus(other.fromParent(Ticks.of(parent))), 1e-9);
        }
    }

    @Test
    public void aRangeOfTenYearsHitsBothPointsToTheNanosecond() {
        long tenYears = 3652 * 86_400 * SEC + 1;
        RangeCorrelatedClock clock = new RangeCorrelatedClock(
                root, 1e9, Correlation.of(0, 7), Correlation.of(tenYears, tenYears + 1_000_001));

        assertEquals(Ticks.of(tenYears + 1_000_001), clock.fromParent(Ticks.of(tenYears)));
        assertEquals(Ticks.of(tenYears), clock.toParent(Ticks.of(tenYears + 1_000_001)));
    }

    @Test
    public void theErrorOfARangeIsTheLesserOfTheTwo() {
        RangeCorrelatedClock clock = new RangeCorrelatedClock(
                root,
                1,
                new Correlation(Ticks.of(0), Ticks.of(0), 0.5, 0.125),
                new Correlation(Ticks.of(10 * SEC), Ticks.of(10), 0.25, 0.25));

        assertEquals(0.5 + 0.001, clock.dispersionAt(Ticks.of(0)), 1e-12);
        assertEquals(0.25 + 0.001, clock.dispersionAt(Ticks.of(10)), 1e-12);
        assertEquals(0.75 + 0.001, clock.dispersionAt(Ticks.of(8)), 1e-12);
    }

    @Test
    public void aLevelRangeStandsStillAndOnePointIsNoRange() {
        RangeCorrelatedClock level = new RangeCorrelatedClock(root, 1, Correlation.of(0, 5), Correlation.of(10, 5));

        assertEquals(Ticks.of(5), level.now());
        assertNull(level.toParent(Ticks.of(6)));
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class, () -> level.set(Correlation.of(3, 1), Correlation.of(3, 2)));
        assertEquals(true, refused.getMessage().contains("different ticks of the parent"));
        assertEquals(Correlation.of(0, 5), level.first());
        assertEquals(Correlation.of(10, 5), level.second());
    }

    @Test
    public void newPointsOfARangeAreToldOnce() {
        RangeCorrelatedClock clock = new RangeCorrelatedClock(root, 1, Correlation.of(0, 0), Correlation.of(SEC, 1));
        CorrelatedClock below = new CorrelatedClock(clock, 50);
        below.listen(told);

        clock.set(Correlation.of(0, 0), Correlation.of(SEC, 2));
        clock.set(Correlation.of(0, 0), Correlation.of(SEC, 2));

        assertEquals(Ticks.of(20), clock.now());
        assertEquals(Ticks.of(1000), below.now());
        assertEquals(List.of(clock), told.causes);
    }

    @Test
    public void tuningNeverMovesNow() {
        TunableClock clock = new TunableClock(root, 1000, Ticks.of(500));
        clock.listen(told);

        root.flowTo(11 * SEC);
        assertEquals(Ticks.of(1500), clock.now());
        clock.setSpeed(2);
        assertEquals(Ticks.of(1500), clock.now());
        root.flowTo(12 * SEC);
        assertEquals(Ticks.of(3500), clock.now());
        clock.setTickRate(10);
        assertEquals(Ticks.of(3500), clock.now());
        root.flowTo(13 * SEC);
        assertEquals(Ticks.of(3520), clock.now());
        clock.setSpeed(-1);
        root.flowTo(14 * SEC);
        assertEquals(Ticks.of(3510), clock.now());
        assertEquals(3, told.times());
    }

    @Test
    public void aSlewIsASpeedAndAnAdjustmentIsAStep() {
        TunableClock clock = new TunableClock(root, 1000, Ticks.ZERO);
        clock.listen(told);

        clock.setSlewInTicksPerSec(5);
        assertEquals(1.005, clock.speed(), 1e-15);
        assertEquals(5, clock.slewInTicksPerSec(), 1e-9);
        root.flowTo(20 * SEC);
        assertEquals(10_050, clock.now().toDouble(), 1e-6);
        clock.adjust(-50);
        assertEquals(10_000, clock.now().toDouble(), 1e-6);
        assertEquals(2, told.times());
        assertThrows(IllegalArgumentException.class, () -> clock.setSlewInTicksPerSec(Double.NaN));
    }

    @Test
    public void tuningToWhatItIsAlreadyIsNotTold() {
        TunableClock clock = new TunableClock(root, 1000, Ticks.ZERO);
        clock.listen(told);

        root.flowTo(11 * SEC);
        clock.setSpeed(1);
        clock.setTickRate(1000);
        clock.setSlewInTicksPerSec(0);
        clock.adjust(0);

        assertEquals(0, told.times());
        assertEquals(Correlation.of(10 * SEC, 0), clock.correlation());
    }

    @Test
    public void tuningCarriesTheError() {
        Correlation correlation = new Correlation(Ticks.of(8 * SEC), Ticks.of(0), 0.5, 0.25);
        TunableClock clock = new TunableClock(root, 1000, correlation, 1);

        clock.setSpeed(1.5);

        assertEquals(new Correlation(Ticks.of(10 * SEC), Ticks.of(2000), 1, 0.25), clock.correlation());
    }

    @Test
    public void anOffsetIsTimeAheadOfTheParent() {
        CorrelatedClock pts = new CorrelatedClock(root, 90_000);
        OffsetClock ahead = new OffsetClock(pts, 0.04);

        assertEquals(Ticks.of(900_000 + 3600), ahead.now());
        assertEquals(Ticks.of(3600), ahead.fromParent(Ticks.ZERO));
        assertEquals(Ticks.of(-3600), ahead.toParent(Ticks.ZERO));
        assertEquals(90_000, ahead.tickRate(), 0);
        assertEquals(pts.dispersionAt(pts.now()), ahead.dispersionAt(ahead.now()), 0);
        pts.setTickRate(1000);
        assertEquals(1000, ahead.tickRate(), 0);
        assertEquals(Ticks.of(10_000 + 40), ahead.now());
    }

    @Test
    public void anOffsetIsScaledByTheEffectiveSpeed() {
        CorrelatedClock wall = new CorrelatedClock(root, 1e9);
        CorrelatedClock pts = new CorrelatedClock(wall, 90_000);
        OffsetClock behind = new OffsetClock(pts, -1);

        assertEquals(-90_000, behind.now().minus(pts.now()), 0);
        wall.setSpeed(0.5);
        assertEquals(-45_000, behind.now().minus(pts.now()), 0);
        pts.setSpeed(-2);
        assertEquals(90_000, behind.now().minus(pts.now()), 0);
        pts.setSpeed(0);
        assertEquals(0, behind.now().minus(pts.now()), 0);
        assertEquals("its own speed stays", 1, behind.speed(), 0);
        assertEquals(0, behind.effectiveSpeed(), 0);
    }

    @Test
    public void aNewOffsetIsToldOnceAndTheSameIsNot() {
        OffsetClock clock = new OffsetClock(root, 0);
        clock.listen(told);

        clock.setOffsetInSec(0.5);
        clock.setOffsetInSec(0.5);

        assertEquals(1, told.times());
        assertEquals(0.5, clock.offsetInSec(), 0);
        assertEquals(Ticks.of(10 * SEC + SEC / 2), clock.now());
        assertThrows(IllegalArgumentException.class, () -> clock.setOffsetInSec(Double.NaN));
        root.jumpTo(0);
        assertEquals(2, told.times());
    }
}
