package dev.patchbay.clock;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import org.junit.Test;

public class CorrelatedClockTest {

    private static final long SEC = 1_000_000_000;

    private final HandClock root = new HandClock(1e9, 10 * SEC);
    private final CorrelatedClock pts = new CorrelatedClock(root, 90_000, Correlation.of(9 * SEC, 270_000));

    @Test
    public void ticksFollowFromTheCorrelationTheRateAndTheSpeed() {
        assertEquals(Ticks.of(360_000), pts.now());
        assertEquals(360_000, pts.ticks());
        assertEquals(Ticks.of(270_000), pts.fromParent(Ticks.of(9 * SEC)));
        assertEquals(Ticks.of(180_000), pts.fromParent(Ticks.of(8 * SEC)));
        assertEquals(Ticks.of(8 * SEC), pts.toParent(Ticks.of(180_000)));
    }

    @Test
    public void withoutCorrelationTickZeroIsTickZero() {
        CorrelatedClock clock = new CorrelatedClock(root, 50);

        assertEquals(Correlation.ZERO, clock.correlation());
        assertEquals(1, clock.speed(), 0);
        assertEquals(Ticks.of(500), clock.now());
    }

    @Test
    public void negativeTicksAreFloored() {
        CorrelatedClock clock = new CorrelatedClock(root, 1, Correlation.of(10 * SEC, 0));

        root.flowTo(10 * SEC - 1);
        assertEquals(-1, clock.ticks());
        assertEquals(0.999999999, clock.now().fraction(), 1e-12);
        root.flowTo(9 * SEC);
        assertEquals(Ticks.of(-1), clock.now());
        root.flowTo(9 * SEC - 1);
        assertEquals(-2, clock.ticks());
    }

    @Test
    public void theMultiplierFormulaHoldsForEverySpeed() {
        for (double speed : new double[] {1, 0.5, 2, -1, -2, 0, 1.0005}) {
            pts.set(Correlation.of(9 * SEC, 270_000), speed);
            root.flowTo(11 * SEC);
            assertEquals(270_000 + 2 * 90_000 * speed, pts.now().toDouble(), 1e-9);
        }
    }

    @Test
    public void theInverseOfAStandingClockIsDefinedWhereItStandsOnly() {
        pts.setSpeed(0);

        assertEquals(Ticks.of(270_000), pts.now());
        assertEquals(Ticks.of(9 * SEC), pts.toParent(Ticks.of(270_000)));
        assertNull(pts.toParent(Ticks.of(270_001)));
        assertNull(pts.toParent(Ticks.of(270_000.5)));
        assertNull(pts.toRoot(Ticks.of(270_001)));
    }

    @Test
    public void aStandingClockShowsExactlyWhereItStandsHoweverNearToAWholeTick() {
        Ticks odd = new Ticks(5, 1e-15);
        pts.set(Correlation.of(Ticks.of(1), odd), 0);

        assertEquals(odd, pts.now());
        assertEquals(Ticks.of(1), pts.toParent(pts.now()));
        assertEquals(0.001, pts.dispersionAt(pts.now()), 0);
    }

    @Test
    public void speedAndRateTurnTheLineAroundTheCorrelationSoNowJumps() {
        pts.setSpeed(2);
        assertEquals(Ticks.of(270_000 + 180_000), pts.now());
        pts.setTickRate(1000);
        assertEquals(Ticks.of(270_000 + 2000), pts.now());
        assertEquals(Correlation.of(9 * SEC, 270_000), pts.correlation());
        assertEquals("the rate never reflects the speed", 1000, pts.tickRate(), 0);
    }

    @Test
    public void afterRebasingAtNowANewSpeedDoesNotMoveNow() {
        for (double speed : new double[] {0, 0.5, -2, 3}) {
            Ticks before = pts.now();
            pts.rebaseAt(before);
            pts.setSpeed(speed);
            assertEquals(before, pts.now());
            pts.set(Correlation.of(9 * SEC, 270_000), 1);
        }
    }

    @Test
    public void rebasingKeepsTheLineAndCarriesTheError() {
        pts.setCorrelation(new Correlation(Ticks.of(9 * SEC), Ticks.of(270_000), 0.5, 0.25));
        double dispersion = pts.dispersionAt(Ticks.of(360_000));

        pts.rebaseAt(Ticks.of(360_000));

        assertEquals(new Correlation(Ticks.of(10 * SEC), Ticks.of(360_000), 0.75, 0.25), pts.correlation());
        assertEquals(dispersion, pts.dispersionAt(Ticks.of(360_000)), 1e-12);
        assertEquals(Ticks.of(360_000), pts.now());
        pts.rebaseAt(Ticks.of(90_000));
        assertEquals(Ticks.of(7 * SEC), pts.correlation().parent());
        assertEquals(Ticks.of(360_000), pts.now());
    }

    @Test
    public void aStandingClockCanBeRebasedWhereItStandsOnly() {
        pts.setSpeed(0);

        pts.rebaseAt(Ticks.of(270_000));
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> pts.rebaseAt(Ticks.of(1)));

        assertTrue(refused.getMessage(), refused.getMessage().contains("270000"));
        assertEquals(Correlation.of(9 * SEC, 270_000), pts.correlation());
    }

    @Test
    public void pausingAndResumingNeverMovesNow() {
        pts.pause();
        assertEquals(Ticks.of(360_000), pts.now());
        assertEquals(0, pts.speed(), 0);
        root.flowTo(15 * SEC);
        assertEquals(Ticks.of(360_000), pts.now());

        pts.resume();
        assertEquals(Ticks.of(360_000), pts.now());
        assertEquals(1, pts.speed(), 0);
        assertEquals(Correlation.of(15 * SEC, 360_000), pts.correlation());
        root.flowTo(16 * SEC);
        assertEquals(Ticks.of(450_000), pts.now());
    }

    @Test
    public void pausingTwiceAndResumingTwiceIsHarmless() {
        pts.pause();
        root.flowTo(11 * SEC);
        pts.pause();
        assertEquals(Ticks.of(360_000), pts.now());
        root.flowTo(12 * SEC);
        pts.resume();
        root.flowTo(13 * SEC);
        pts.resume();
        assertEquals(Ticks.of(450_000), pts.now());
        assertEquals(Correlation.of(12 * SEC, 360_000), pts.correlation());
    }

    @Test
    public void resumingFromHalfSpeedGoesOnFromWhereItIs() {
        pts.set(Correlation.of(9 * SEC, 270_000), 0.5);
        assertEquals(Ticks.of(315_000), pts.now());

        pts.resume();

        assertEquals(Ticks.of(315_000), pts.now());
        assertEquals(1, pts.speed(), 0);
    }

    @Test
    public void theErrorOfAPausedClockDoesNotGrowUntilItRunsAgain() {
        pts.setCorrelation(new Correlation(Ticks.of(9 * SEC), Ticks.of(270_000), 0.5, 0.25));
        pts.pause();
        root.flowTo(100 * SEC);
        assertEquals(0.75 + 0.001, pts.dispersionAt(pts.now()), 1e-12);
        pts.resume();
        assertEquals(0.75 + 0.001, pts.dispersionAt(pts.now()), 1e-12);
        root.flowTo(101 * SEC);
        assertEquals(1 + 0.001, pts.dispersionAt(pts.now()), 1e-12);
    }

    @Test
    public void seekingMovesNowAndKeepsTheSpeed() {
        pts.setSpeed(0.5);
        pts.seek(Ticks.of(1_000_000));
        assertEquals(Ticks.of(1_000_000), pts.now());
        assertEquals(0.5, pts.speed(), 0);
        root.flowTo(12 * SEC);
        assertEquals(Ticks.of(1_090_000), pts.now());

        pts.pause();
        pts.seek(Ticks.of(-5));
        assertEquals(Ticks.of(-5), pts.now());
        assertEquals(0, pts.speed(), 0);
        pts.resume();
        assertEquals(Ticks.of(-5), pts.now());
    }

    @Test
    public void aTimelineBelowATimelineInheritsItsPausesAndSpeed() {
        CorrelatedClock temi = new CorrelatedClock(pts, 50);
        assertEquals(Ticks.of(200), temi.now());

        pts.pause();
        root.flowTo(20 * SEC);
        assertEquals(Ticks.of(200), temi.now());
        assertEquals(1, temi.speed(), 0);
        assertEquals(0, temi.effectiveSpeed(), 0);

        pts.resume();
        pts.rebaseAt(pts.now());
        pts.setSpeed(-2);
        root.flowTo(21 * SEC);
        assertEquals(Ticks.of(100), temi.now());
        temi.setSpeed(0.5);
        assertEquals(-1, temi.effectiveSpeed(), 0);
    }

    @Test
    public void whenTheParentsRateChangesItsTicksAreTakenAtTheNewRate() {
        CorrelatedClock temi = new CorrelatedClock(pts, 50);
        assertEquals(Ticks.of(200), temi.now());

        pts.setTickRate(45_000); // 270000 + 45000 ticks, of 45000 a second

        assertEquals(Ticks.of(350), temi.now());
        assertEquals(Ticks.of(315_000), temi.toParent(Ticks.of(350)));
    }

    @Test
    public void anotherParentCountsFromTheSameCorrelation() {
        HandClock other = new HandClock(1000, 19_000);

        pts.set(Correlation.of(9000, 0), 1);
        pts.setParent(other);

        assertSame(other, pts.parent());
        assertSame(other, pts.root());
        assertEquals(Ticks.of(900_000), pts.now());
    }

    @Test
    public void aClockCannotHangUnderItselfOrItsOffspring() {
        CorrelatedClock child = new CorrelatedClock(pts, 50);
        CorrelatedClock grandchild = new CorrelatedClock(child, 50);

        for (Clock wrong : new Clock[] {pts, child, grandchild}) {
            IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> pts.setParent(wrong));
            assertTrue(refused.getMessage(), refused.getMessage().contains("hangs under it"));
        }
        assertSame(root, pts.parent());
        grandchild.setParent(pts);
        child.setParent(grandchild);
        assertSame(grandchild, child.parent());
    }

    @Test
    public void aChangeIsQuantifiedInItsOwnSeconds() {
        assertEquals(0, pts.changeInSec(Correlation.of(9 * SEC, 270_000), 1), 0);
        assertEquals("another point of the same line", 0, pts.changeInSec(Correlation.of(19 * SEC, 1_170_000), 1), 0);
        assertEquals(1, pts.changeInSec(Correlation.of(9 * SEC, 360_000), 1), 1e-12);
        assertEquals(1, pts.changeInSec(Correlation.of(9 * SEC, 180_000), 1), 1e-12);
        assertEquals(Double.POSITIVE_INFINITY, pts.changeInSec(pts.correlation(), 0), 0);
        pts.setSpeed(0);
        assertEquals(0, pts.changeInSec(Correlation.of(99 * SEC, 270_000), 0), 0);
        assertEquals(Double.POSITIVE_INFINITY, pts.changeInSec(pts.correlation(), 1), 0);
    }

    @Test
    public void aChangeIsSignificantAboveTheThresholdAndNotAtIt() {
        Correlation by90Ticks = Correlation.of(9 * SEC, 270_090);

        assertTrue(pts.isSignificant(by90Ticks, 1, 0.000999));
        assertEquals(false, pts.isSignificant(by90Ticks, 1, 0.001));
        assertEquals(false, pts.isSignificant(by90Ticks, 1, 0.002));
        assertTrue(pts.isSignificant(by90Ticks, 0.5, 1000));
    }

    @Test
    public void settingsThatCannotBeAreRefusedAndChangeNothing() {
        Told told = new Told();
        pts.listen(told);

        assertThrows(IllegalArgumentException.class, () -> pts.setSpeed(Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> pts.setSpeed(Double.POSITIVE_INFINITY));
        assertThrows(IllegalArgumentException.class, () -> pts.setTickRate(0));
        assertThrows(IllegalArgumentException.class, () -> pts.set(Correlation.ZERO, Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> new CorrelatedClock(root, -1));

        assertEquals(Ticks.of(360_000), pts.now());
        assertEquals(0, told.times());
    }

    @Test
    public void ticksBeyondSixtyFourBitsAreAnErrorUntilTheClockIsSetAgain() {
        pts.setCorrelation(Correlation.of(0, Long.MAX_VALUE));
        assertThrows(ArithmeticException.class, pts::now);
        pts.setCorrelation(Correlation.of(Long.MIN_VALUE, 0));
        assertThrows(ArithmeticException.class, pts::now);
        pts.setCorrelation(Correlation.ZERO);
        assertEquals(Ticks.of(900_000), pts.now());
    }
}
