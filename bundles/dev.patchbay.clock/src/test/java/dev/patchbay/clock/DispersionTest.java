package dev.patchbay.clock;

import static org.junit.Assert.assertEquals;

import org.junit.Test;

public class DispersionTest {

    private static final long SEC = 1_000_000_000;

    private final HandClock root = new HandClock(1e9, 0);
    private final CorrelatedClock wall =
            new CorrelatedClock(root, 1e6, new Correlation(Ticks.of(10 * SEC), Ticks.of(5_000_000), 0.002, 0.001));
    private final CorrelatedClock pts =
            new CorrelatedClock(wall, 90_000, new Correlation(Ticks.of(7_000_000), Ticks.of(0), 0.25, 0.5));

    @Test
    public void theErrorGrowsWithTheParentsSecondsBeforeAndAfterTheCorrelation() {
        assertEquals(0.001 + 0.002, wall.dispersionAt(Ticks.of(5_000_000)), 1e-15);
        assertEquals(0.001 + 0.002 + 3 * 0.001, wall.dispersionAt(Ticks.of(8_000_000)), 1e-15);
        assertEquals(0.001 + 0.002 + 3 * 0.001, wall.dispersionAt(Ticks.of(2_000_000)), 1e-15);
    }

    @Test
    public void theErrorsOfAllClocksUpToTheRootAddUpAtTheSameInstant() {
        // tick 90000 of PTS is second 8 of the wall clock, which is second 13 of the root
        assertEquals(0.25 + 0.5 + 0.002 + 3 * 0.001 + 0.001, pts.dispersionAt(Ticks.of(90_000)), 1e-12);
    }

    @Test
    public void whatTheClockNeverShowsIsInfinitelyUncertain() {
        pts.setSpeed(0);
        assertEquals(Double.POSITIVE_INFINITY, pts.dispersionAt(Ticks.of(1)), 0);
        assertEquals(0.25 + 0.002 + 2 * 0.001 + 0.001, pts.dispersionAt(Ticks.of(0)), 1e-12);
    }

    @Test
    public void speedDoesNotScaleTheGrowthWhichIsByTheParentsTime() {
        pts.setSpeed(-2);
        assertEquals(0.25 + 0.5 + 0.002 + 3 * 0.001 + 0.001, pts.dispersionAt(Ticks.of(-180_000)), 1e-12);
    }

    @Test
    public void theFrequencyErrorIsThatOfTheRoot() {
        assertEquals(45, pts.rootMaxFrequencyErrorInPpm(), 0);
        pts.setParent(new SysClock(1e9, 12));
        assertEquals(12, pts.rootMaxFrequencyErrorInPpm(), 0);
    }

    @Test
    public void aMeasurementOfAnotherClockGivesTheOffsetAndItsError() {
        // t1 = 1000 us, t2 = 5300 us, t3 = 5350 us, t4 = 1250 us; rtt 200 us
        double t1 = 1000e3;
        double t2 = 5300e3;
        double t3 = 5350e3;
        double t4 = 1250e3;
        double precision = 1e-6;
        double ppm = 500e-6;
        double rtt = (t4 - t1) - (t3 - t2);
        double error = precision + (rtt / 2 + ppm * (t4 - t1) + ppm * (t3 - t2)) / 1e9;
        CorrelatedClock theirs = new CorrelatedClock(
                root, 1e9, new Correlation(Ticks.of((t1 + t4) / 2), Ticks.of((t2 + t3) / 2), error, 2 * ppm));

        assertEquals(Ticks.of(5_325_000), theirs.fromParent(Ticks.of(1_125_000)));
        assertEquals(101.15e-6 + 0.001, theirs.dispersionAt(Ticks.of(5_325_000)), 1e-12);
        assertEquals(101.15e-6 + 0.001 + 0.001, theirs.dispersionAt(Ticks.of(5_325_000 + SEC)), 1e-12);
    }
}
