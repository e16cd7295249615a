package dev.patchbay.cluster.internal;

/**
 * How much may wait in a queue. A single piece larger than the characters allowed is taken when nothing else waits, so
 * that payloads of any size pass.
 */
record Bounds(int pieces, long chars) {

    boolean admits(int waiting, long charsWaiting, long chars) {
        return waiting == 0 || (waiting < pieces && charsWaiting + chars <= this.chars);
    }
}
