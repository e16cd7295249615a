package dev.patchbay.job.internal;

import java.util.BitSet;

/** Numbers from 1 on, always the smallest that is free. Thread-safe. */
final class Numbers {

    /** Guarded by this. */
    private final BitSet taken = new BitSet();

    synchronized int take() {
        int number = taken.nextClearBit(1);
        taken.set(number);
        return number;
    }

    synchronized void free(int number) {
        taken.clear(number);
    }
}
