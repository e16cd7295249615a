package dev.patchbay.clock;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Objects;
import java.util.Random;
import org.junit.Test;

/** Against decimal arithmetic of any length: a double loses nanoseconds after 104 days. */
public class ExactnessTest {

    private static final long DAY = 86_400_000_000_000L;
    private static final long[] AGES = {1, DAY, 104 * DAY, 105 * DAY, 3652 * DAY, 3652 * DAY + 1, 36_525 * DAY + 7};
    private static final MathContext LONG = new MathContext(60);

    @Test
    public void atEqualRatesEveryNanosecondIsExactForACentury() {
        for (long age : AGES) {
            HandClock root = new HandClock(1e9, 5 + age);
            CorrelatedClock wall = new CorrelatedClock(root, 1e9, Correlation.of(5, 1000));

            assertEquals(Ticks.of(1000 + age), wall.now());
            assertEquals(Ticks.of(5 + age), wall.toParent(Ticks.of(1000 + age)));
            assertEquals(Ticks.of(1000 - age), wall.fromParent(Ticks.of(5 - age)));
        }
    }

    @Test
    public void fractionsSurviveAtEqualRatesToo() {
        CorrelatedClock wall =
                new CorrelatedClock(new HandClock(1e9, 0), 1e9, Correlation.of(Ticks.ZERO, Ticks.of(0.5)));

        assertEquals(new Ticks(3652 * DAY, 0.5), wall.fromParent(Ticks.of(3652 * DAY)));
        assertEquals(new Ticks(3652 * DAY + 1, 0.25), wall.fromParent(new Ticks(3652 * DAY, 0.75)));
    }

    @Test
    public void otherRatesAndSpeedsStayWithinAMillionthOfATick() {
        double[] rates = {90_000, 30_000.0 / 1001, 1e9, 48_000, 25, 1e6, 27e6, 1.0 / 3};
        double[] speeds = {1, 0.5, 2, -1, -2, 1.0005, 0.1};
        for (double rate : rates) {
            for (double speed : speeds) {
                CorrelatedClock clock =
                        new CorrelatedClock(new HandClock(1e9, 0), rate, Correlation.of(12_345, 678), speed);
                for (long age : AGES) {
                    within(1e-6, expected(rate, speed, age), clock.fromParent(Ticks.of(12_345 + age)));
                    within(1e-6, expected(rate, speed, -age), clock.fromParent(Ticks.of(12_345 - age)));
                }
            }
        }
    }

    @Test
    public void thereAndBackIsTheSameNanosecond() {
        Random random = new Random(7);
        for (double rate : new double[] {90_000, 30_000.0 / 1001, 1e9, 50, 1e6}) {
            CorrelatedClock clock =
                    new CorrelatedClock(new HandClock(1e9, 0), rate, Correlation.of(1_000_000_007L, 42), 1);
            for (int i = 0; i < 1000; i++) {
                long nanos = Math.floorMod(random.nextLong(), 3652 * DAY);
                Ticks back = clock.toParent(clock.fromParent(Ticks.of(nanos)));
                assertEquals(nanos, Objects.requireNonNull(back).rounded());
            }
        }
    }

    @Test
    public void wholeTicksComeOutWholeAndNotAHairLess() {
        CorrelatedClock pts = new CorrelatedClock(new HandClock(1e9, 0), 90_000);

        for (long sec = -100_000; sec < 100_000; sec += 17) {
            assertEquals(Ticks.of(sec * 90_000), pts.fromParent(Ticks.of(sec * 1_000_000_000)));
        }
    }

    @Test
    public void aRateNoDoubleCanHoldIsOffByThatAlone() {
        CorrelatedClock film = new CorrelatedClock(new HandClock(1e9, 0), 30_000.0 / 1001);

        for (long i = -300_000; i < 300_000; i += 101) {
            Ticks frames = film.fromParent(Ticks.of(i * 1_001_000_000_000L));
            assertEquals(i * 30_000, frames.rounded());
            assertEquals(0, frames.minus(Ticks.of(i * 30_000)), 1e-6);
        }
    }

    @Test
    public void readingsNeverGoBackwardsBetweenNeighbours() {
        CorrelatedClock film = new CorrelatedClock(new HandClock(1e9, 0), 30_000.0 / 1001);
        Ticks last = film.fromParent(Ticks.of(3652 * DAY));
        for (long nanos = 3652 * DAY + 1; nanos < 3652 * DAY + 100_000; nanos++) {
            Ticks next = film.fromParent(Ticks.of(nanos));
            assertTrue(next.compareTo(last) >= 0);
            last = next;
        }
    }

    private static BigDecimal expected(double rate, double speed, long age) {
        return BigDecimal.valueOf(age)
                .multiply(new BigDecimal(rate), LONG)
                .multiply(new BigDecimal(speed), LONG)
                .divide(BigDecimal.valueOf(1_000_000_000), LONG)
                .add(BigDecimal.valueOf(678), LONG);
    }

    private static void within(double bound, BigDecimal expected, Ticks actual) {
        BigDecimal sum = BigDecimal.valueOf(actual.whole()).add(new BigDecimal(actual.fraction()), LONG);
        double error = sum.subtract(expected, LONG).doubleValue();
        assertTrue("expected " + expected + ", got " + actual, Math.abs(error) < bound);
    }
}
