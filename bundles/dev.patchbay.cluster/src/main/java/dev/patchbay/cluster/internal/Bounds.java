package dev.patchbay.cluster.internal;

/**
 * How much may wait in a queue. What is larger than allowed is taken when nothing else waits, so that payloads of any
 * size pass.
 */
record Bounds(int events, long chars) {

    boolean admits(int eventsWaiting, long charsWaiting, int events, long chars) {
        return eventsWaiting == 0 || (eventsWaiting + events <= this.events && charsWaiting + chars <= this.chars);
    }
}
