package dev.patchbay.benchmarks.driver;

import java.util.concurrent.TimeUnit;

/**
 * Counts durations in buckets whose width is at most 1/64 of their value, so that what it answers is true to two
 * significant digits. For one thread.
 */
public final class Histogram {

    private static final int SUB_BITS = 6;
    private static final int LINEAR = 1 << (SUB_BITS + 1);
    private static final int LARGEST_SHIFT = Long.SIZE - 1 - SUB_BITS;

    private final long[] counts = new long[(LARGEST_SHIFT << SUB_BITS) + LINEAR];
    private long total;
    private long max;

    /** Counts one duration; a negative one counts as zero. */
    public void record(long nanos) {
        long value = Math.max(0, nanos);
        counts[bucketOf(value)]++;
        total++;
        max = Math.max(max, value);
    }

    /** Adds what another one has counted. */
    public void add(Histogram other) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += other.counts[i];
        }
        total += other.total;
        max = Math.max(max, other.max);
    }

    /** How many were counted. */
    public long total() {
        return total;
    }

    /** The largest, exact, in nanoseconds; 0 when nothing was counted. */
    public long maxInNanos() {
        return max;
    }

    /**
     * The duration that so many percent do not exceed, in nanoseconds; 0 when nothing was counted.
     *
     * @param percent above 0, at most 100
     */
    public long percentileInNanos(double percent) {
        long rank = (long) Math.ceil(total * percent / 100);
        long passed = 0;
        for (int i = 0; rank < total; i++) {
            passed += counts[i];
            if (passed >= rank) {
                return middleOf(i);
            }
        }
        return max;
    }

    /** Likewise, in milliseconds. */
    public double percentileInMs(double percent) {
        return percentileInNanos(percent) / (double) TimeUnit.MILLISECONDS.toNanos(1);
    }

    private static int bucketOf(long value) {
        if (value < LINEAR) {
            return (int) value;
        }
        int shift = Long.SIZE - 1 - Long.numberOfLeadingZeros(value) - SUB_BITS;
        return (shift << SUB_BITS) + (int) (value >> shift);
    }

    private static long middleOf(int bucket) {
        int shift = Math.max(0, (bucket >> SUB_BITS) - 1);
        long lowest = (long) (bucket - (shift << SUB_BITS)) << shift;
        return lowest + ((1L << shift) >> 1);
    }
}
