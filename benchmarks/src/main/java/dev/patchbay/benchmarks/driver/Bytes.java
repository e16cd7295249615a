package dev.patchbay.benchmarks.driver;

import java.util.Arrays;

/** Searching in byte arrays. */
final class Bytes {

    private Bytes() {}

    /** The position of the first occurrence that lies wholly between two positions, or -1. */
    static int indexOf(byte[] buffer, int from, int to, byte[] wanted) {
        for (int at = from; at <= to - wanted.length; at++) {
            if (buffer[at] == wanted[0] && Arrays.equals(buffer, at, at + wanted.length, wanted, 0, wanted.length)) {
                return at;
            }
        }
        return -1;
    }
}
