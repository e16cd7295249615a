package dev.patchbay.clock;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import org.junit.Test;

public class TicksTest {

    private static final long TEN_YEARS_IN_NS = 315_576_000_000_000_000L;

    @Test
    public void negativeTicksAreFlooredAndTheirFractionStaysPositive() {
        assertEquals(new Ticks(-1, 0.75), Ticks.of(-0.25));
        assertEquals(new Ticks(-2, 0.5), Ticks.of(-1.5));
        assertEquals(new Ticks(-2, 0), Ticks.of(-2.0));
        assertEquals(new Ticks(1, 0.5), Ticks.of(1.5));
    }

    @Test
    public void aHairBelowZeroIsZeroSinceItsFractionWouldBeAWholeTick() {
        assertEquals(Ticks.ZERO, Ticks.of(-1e-20));
        assertEquals(Ticks.of(7), Ticks.of(7).plus(-1e-20));
    }

    @Test
    public void minusZeroEqualsZero() {
        assertEquals(Ticks.ZERO, Ticks.of(-0.0));
        assertEquals(Ticks.ZERO, new Ticks(0, -0.0));
    }

    @Test
    public void truncationGoesTowardsZeroFromBothSides() {
        assertEquals(0, Ticks.of(-0.25).truncated());
        assertEquals(-1, Ticks.of(-1.5).truncated());
        assertEquals(-2, Ticks.of(-2).truncated());
        assertEquals(1, Ticks.of(1.75).truncated());
    }

    @Test
    public void roundingGoesToTheNearestAndUpFromTheMiddle() {
        assertEquals(1, Ticks.of(1.25).rounded());
        assertEquals(2, Ticks.of(1.5).rounded());
        assertEquals(-1, Ticks.of(-1.5).rounded());
        assertEquals(-2, Ticks.of(-1.75).rounded());
    }

    @Test
    public void sumsCarryInBothDirections() {
        assertEquals(new Ticks(3, 0.25), new Ticks(1, 0.75).plus(1.5));
        assertEquals(new Ticks(-1, 0.75), new Ticks(0, 0.25).plus(-0.5));
        assertEquals(new Ticks(11, 0.75), new Ticks(1, 0.75).plus(10L));
    }

    @Test
    public void tenYearsOfNanosecondsKeepEveryOneOfThem() {
        Ticks late = Ticks.of(TEN_YEARS_IN_NS);
        assertEquals(TEN_YEARS_IN_NS + 1, late.plus(1.0).whole());
        assertEquals(1, late.plus(1L).minus(late), 0);
        assertEquals(0.25, late.plus(0.25).minus(late), 0);
    }

    @Test
    public void differencesBeyondSixtyFourBitsDoNotWrapAround() {
        assertEquals(0x1p64, Ticks.of(Long.MAX_VALUE).minus(Ticks.of(Long.MIN_VALUE)), 0x1p20);
        assertEquals(-0x1p64, Ticks.of(Long.MIN_VALUE).minus(Ticks.of(Long.MAX_VALUE)), 0x1p20);
    }

    @Test
    public void theOrderIsThatOfTheNumbers() {
        assertTrue(Ticks.of(-1.5).compareTo(Ticks.of(-1.25)) < 0);
        assertTrue(Ticks.of(2).compareTo(Ticks.of(1.75)) > 0);
        assertEquals(0, Ticks.of(1.5).compareTo(new Ticks(1, 0.5)));
        assertFalse(Ticks.of(1.5).equals(Ticks.of(1)));
    }

    @Test
    public void whatIsNoTickIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Ticks(0, 1));
        assertThrows(IllegalArgumentException.class, () -> new Ticks(0, -0.1));
        assertThrows(IllegalArgumentException.class, () -> new Ticks(0, Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> Ticks.of(Double.NaN));
    }

    @Test
    public void whatDoesNotFitIsAnErrorAndNoSmallNumber() {
        assertThrows(ArithmeticException.class, () -> Ticks.of(1e19));
        assertThrows(ArithmeticException.class, () -> Ticks.of(Double.NEGATIVE_INFINITY));
        assertThrows(ArithmeticException.class, () -> Ticks.of(Long.MAX_VALUE).plus(1L));
        assertThrows(ArithmeticException.class, () -> Ticks.of(Long.MAX_VALUE).plus(1.0));
        assertThrows(ArithmeticException.class, () -> new Ticks(Long.MAX_VALUE, 0.5).rounded());
        assertEquals(Long.MIN_VALUE, Ticks.of(-0x1p63).whole());
    }
}
