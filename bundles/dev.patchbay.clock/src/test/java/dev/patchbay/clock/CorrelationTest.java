package dev.patchbay.clock;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertThrows;

import org.junit.Test;

public class CorrelationTest {

    private final Correlation correlation = new Correlation(Ticks.of(1), Ticks.of(2), 0.25, 0.5);

    @Test
    public void copiesDifferInWhatWasAskedForOnly() {
        assertEquals(new Correlation(Ticks.of(9), Ticks.of(2), 0.25, 0.5), correlation.withParent(Ticks.of(9)));
        assertEquals(new Correlation(Ticks.of(1), Ticks.of(9), 0.25, 0.5), correlation.withChild(Ticks.of(9)));
        assertEquals(new Correlation(Ticks.of(1), Ticks.of(2), 9, 0.5), correlation.withInitialError(9));
        assertEquals(new Correlation(Ticks.of(1), Ticks.of(2), 0.25, 9), correlation.withErrorGrowthRate(9));
    }

    @Test
    public void allFourValuesMakeTheDifference() {
        assertEquals(new Correlation(Ticks.of(1), Ticks.of(2), 0.25, 0.5), correlation);
        assertNotEquals(correlation.withParent(Ticks.of(1.5)), correlation);
        assertNotEquals(correlation.withChild(Ticks.of(2.5)), correlation);
        assertNotEquals(correlation.withInitialError(0), correlation);
        assertNotEquals(correlation.withErrorGrowthRate(0), correlation);
        assertEquals(Correlation.ZERO, new Correlation(Ticks.ZERO, Ticks.ZERO, -0.0, -0.0));
    }

    @Test
    public void errorsAreNotNegativeButMayBeUnknown() {
        assertThrows(IllegalArgumentException.class, () -> correlation.withInitialError(-1e-9));
        assertThrows(IllegalArgumentException.class, () -> correlation.withInitialError(Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> correlation.withErrorGrowthRate(-1e-9));
        assertThrows(IllegalArgumentException.class, () -> correlation.withErrorGrowthRate(Double.POSITIVE_INFINITY));
        assertEquals(
                Double.POSITIVE_INFINITY,
                correlation.withInitialError(Double.POSITIVE_INFINITY).initialErrorInSec(),
                0);
    }
}
