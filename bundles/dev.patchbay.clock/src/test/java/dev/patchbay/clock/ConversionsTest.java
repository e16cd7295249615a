package dev.patchbay.clock;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import org.junit.Test;

public class ConversionsTest {

    private static final long SEC = 1_000_000_000;

    private final HandClock root = new HandClock(1e9, 100 * SEC);
    private final CorrelatedClock wall = new CorrelatedClock(root, 1e9, Correlation.of(0, 5));
    private final CorrelatedClock pts = new CorrelatedClock(wall, 90_000, Correlation.of(5, 0));
    private final CorrelatedClock temi = new CorrelatedClock(pts, 50);
    private final CorrelatedClock audio = new CorrelatedClock(wall, 48_000, Correlation.of(SEC + 5, 0), 2);

    @Test
    public void ticksAreConvertedToTheRootAndBack() {
        assertEquals(Ticks.of(2 * SEC), temi.toRoot(Ticks.of(100)));
        assertEquals(Ticks.of(100), temi.fromRoot(Ticks.of(2 * SEC)));
        assertSame(root, temi.root());
    }

    @Test
    public void ticksAreConvertedBetweenCousins() {
        assertEquals(Ticks.of(2 * 48_000 * 2), audio.fromParent(Ticks.of(3 * SEC + 5)));
        assertEquals(Ticks.of(192_000), temi.toOther(audio, Ticks.of(150)));
        assertEquals(Ticks.of(150), audio.toOther(temi, Ticks.of(192_000)));
    }

    @Test
    public void ticksAreConvertedToAncestorsToDescendantsAndToItself() {
        assertEquals(Ticks.of(3 * SEC + 5), temi.toOther(wall, Ticks.of(150)));
        assertEquals(Ticks.of(150), wall.toOther(temi, Ticks.of(3 * SEC + 5)));
        assertEquals(Ticks.of(150), temi.toOther(temi, Ticks.of(150)));
    }

    @Test
    public void onePairOfReadingsComesFromOneReadingOfTheWallClock() {
        Ticks wallNow = wall.now();
        Ticks position = wall.toOther(temi, wallNow);
        root.flowTo(101 * SEC);

        assertEquals(Ticks.of(5000), position);
        assertEquals(wallNow, temi.toOther(wall, Ticks.of(5000)));
    }

    @Test
    public void aPauseAboveTheCommonClockDoesNotMatter() {
        wall.setSpeed(0);
        assertEquals(Ticks.of(192_000), temi.toOther(audio, Ticks.of(150)));
        assertNull(temi.toRoot(Ticks.of(150)));
    }

    @Test
    public void aPauseOnTheWayUpLeavesNothingToConvertButWhereItStands() {
        pts.setSpeed(0);
        assertNull(temi.toOther(audio, Ticks.of(150)));
        assertEquals(audio.fromParent(Ticks.of(5)), temi.toOther(audio, Ticks.of(0)));
        assertEquals("on the way down it is no obstacle", Ticks.of(0), audio.toOther(temi, Ticks.of(192_000)));
    }

    @Test
    public void clocksOfTwoRootsHaveNothingInCommon() {
        CorrelatedClock stranger = new CorrelatedClock(new HandClock(1e9, 0), 50);

        NoCommonClockException refused =
                assertThrows(NoCommonClockException.class, () -> temi.toOther(stranger, Ticks.ZERO));
        assertTrue(refused.getMessage(), refused.getMessage().contains("wall clock"));
        assertThrows(NoCommonClockException.class, () -> temi.differenceInSec(stranger));
        assertThrows(NoCommonClockException.class, () -> new SysClock().toOther(new SysClock(), Ticks.ZERO));
    }

    @Test
    public void clocksThatRunAlikeAreASteadyDifferenceApart() {
        CorrelatedClock late = new CorrelatedClock(wall, 90_000, Correlation.of(5 + SEC / 2, 0));

        assertEquals(0.5, pts.differenceInSec(late), 1e-12);
        assertEquals(0.5, late.differenceInSec(pts), 1e-12);
        assertEquals(0, pts.differenceInSec(pts), 0);
        root.flowTo(500 * SEC);
        assertEquals(0.5, pts.differenceInSec(late), 1e-12);
    }

    @Test
    public void clocksThatRunDifferentlyAreInfinitelyApart() {
        CorrelatedClock twice = new CorrelatedClock(wall, 90_000, Correlation.of(5, 0), 2);

        assertEquals(Double.POSITIVE_INFINITY, pts.differenceInSec(audio), 0);
        assertEquals(Double.POSITIVE_INFINITY, pts.differenceInSec(twice), 0);
        pts.setSpeed(2);
        assertEquals(0, pts.differenceInSec(twice), 1e-12);
    }

    @Test
    public void theEffectiveSpeedOfAnAncestorCounts() {
        CorrelatedClock below = new CorrelatedClock(pts, 90_000);
        CorrelatedClock aside = new CorrelatedClock(wall, 90_000, Correlation.of(5, 0));
        assertEquals(0, below.differenceInSec(aside), 1e-12);

        pts.setSpeed(0.5);
        assertEquals(Double.POSITIVE_INFINITY, below.differenceInSec(aside), 0);
        aside.setSpeed(0.5);
        assertEquals(0, below.differenceInSec(aside), 1e-12);
    }
}
