package dev.patchbay.dvbcss.client.internal;

import java.util.Arrays;

/** The last few times on the way. Thread-safe. */
public final class RttWindow {

    private final long[] last;
    private int count;

    /** @param size how many are kept; 1 or more */
    public RttWindow(int size) {
        this.last = new long[size];
    }

    /** One more; the oldest is forgotten. */
    public synchronized void add(long rttInNs) {
        last[count % last.length] = rttInNs;
        count = count + 1 == 2 * last.length ? last.length : count + 1;
    }

    /** The shortest; -1 without any. */
    public long min() {
        long[] sorted = sorted();
        return sorted.length == 0 ? -1 : sorted[0];
    }

    /** The middle one, the lower of two; -1 without any. */
    public long median() {
        long[] sorted = sorted();
        return sorted.length == 0 ? -1 : sorted[(sorted.length - 1) / 2];
    }

    private synchronized long[] sorted() {
        long[] copy = Arrays.copyOf(last, Math.min(count, last.length));
        Arrays.sort(copy);
        return copy;
    }
}
