package dev.patchbay.clock;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.Test;

/** The snippets of README.md, as they stand there. */
public class ReadmeExamplesTest {

    private final SysClock root = new SysClock();
    private final CorrelatedClock wall = new CorrelatedClock(root, 1e9);
    private final CorrelatedClock pts =
            new CorrelatedClock(wall, 90_000, Correlation.of(wall.now(), Ticks.of(270_000)));
    private final CorrelatedClock temi = new CorrelatedClock(pts, 50, Correlation.of(270_000, 0));

    @Test
    public void aTreeOfClocks() {
        SysClock root = new SysClock();
        CorrelatedClock wall = new CorrelatedClock(root, 1e9);
        CorrelatedClock pts = new CorrelatedClock(wall, 90_000, Correlation.of(wall.now(), Ticks.of(270_000)));
        CorrelatedClock temi = new CorrelatedClock(pts, 50, Correlation.of(270_000, 0));

        assertTrue(pts.ticks() >= 270_000);
        assertTrue(temi.ticks() >= 0);
    }

    @Test
    public void aPairFromOneReading() {
        Ticks now = wall.now();
        Ticks position = Objects.requireNonNull(wall.toOther(temi, now));

        assertEquals(position.toDouble(), temi.fromParent(pts.fromParent(now)).toDouble(), 0);
    }

    @Test
    public void playing() {
        pts.pause();
        pts.resume();
        pts.seek(Ticks.of(900_000));
        pts.rebaseAt(pts.now());
        pts.setSpeed(-2);

        assertEquals(-2, temi.effectiveSpeed(), 0);
    }

    @Test
    public void listening() {
        AtomicBoolean told = new AtomicBoolean();
        try (ClockSubscription subscription = temi.listen(cause -> told.set(true))) {
            pts.pause();
            assertTrue(told.get() && subscription != null);
        }
    }

    @Test
    public void following() {
        Correlation measured = new Correlation(Ticks.of(1_125_000), Ticks.of(5_325_000), 0.000_101, 0.001);
        if (wall.isSignificant(measured, 1, 0.000_1)) {
            wall.setCorrelation(measured);
        }
        double uncertainty = wall.dispersionAt(wall.now());

        assertTrue(uncertainty > 0.000_101);
    }

    @Test
    public void cues() {
        AtomicBoolean shown = new AtomicBoolean();
        try (ClockTimer timer = new ClockTimer("cues")) {
            timer.schedule(pts, pts.now().plus(900L), () -> shown.set(true));
            await().untilTrue(shown);
        }
    }

    @Test
    public void movedByHand() {
        CorrelatedClock clock = new CorrelatedClock(root, 1e9, Correlation.ZERO, 0);
        clock.seek(Ticks.of(9_000_000_000L));

        assertEquals(Ticks.of(9_000_000_000L), clock.now());
    }
}
