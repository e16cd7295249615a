package dev.patchbay.benchmarks.driver;

import static org.junit.Assert.assertEquals;

import java.util.stream.LongStream;
import org.junit.Test;

public class HistogramTest {

    private final Histogram histogram = new Histogram();

    @Test
    public void anEmptyOneAnswersZero() {
        assertEquals(0, histogram.percentileInNanos(99));
        assertEquals(0, histogram.maxInNanos());
    }

    @Test
    public void smallValuesAreExact() {
        LongStream.rangeClosed(1, 100).forEach(histogram::record);
        assertEquals(50, histogram.percentileInNanos(50));
        assertEquals(99, histogram.percentileInNanos(99));
        assertEquals(100, histogram.percentileInNanos(100));
    }

    @Test
    public void everyMagnitudeIsTrueToTwoDigits() {
        for (long value = 1; value > 0 && value < Long.MAX_VALUE / 3; value = value * 3 + 1) {
            Histogram one = new Histogram();
            one.record(value);
            one.record(Long.MAX_VALUE);
            assertEquals(1.0, one.percentileInNanos(50) / (double) value, 0.01);
        }
    }

    @Test
    public void theLargestIsExact() {
        histogram.record(1_234_567_891);
        assertEquals(1_234_567_891, histogram.maxInNanos());
        assertEquals(1_234_567_891, histogram.percentileInNanos(100));
    }

    @Test
    public void negativeDurationsCountAsZero() {
        histogram.record(-5);
        assertEquals(1, histogram.total());
        assertEquals(0, histogram.percentileInNanos(100));
    }

    @Test
    public void addingCountsBoth() {
        Histogram other = new Histogram();
        other.record(90);
        histogram.record(10);
        histogram.add(other);
        assertEquals(2, histogram.total());
        assertEquals(10, histogram.percentileInNanos(50));
        assertEquals(90, histogram.maxInNanos());
    }
}
