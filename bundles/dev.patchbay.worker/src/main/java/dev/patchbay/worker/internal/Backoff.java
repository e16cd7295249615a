package dev.patchbay.worker.internal;

/**
 * How long to wait before a worker that died is started again: not at all at first, then ever longer. For one thread at
 * a time.
 */
final class Backoff {

    private static final int MOST_DOUBLINGS = 20;

    private int deathsInARow;

    /**
     * It died.
     *
     * @param ranInMs how long it has run; as long as the settings call steady, and the count begins anew
     * @return how long to wait, in milliseconds
     */
    long pauseInMs(long ranInMs, Settings settings) {
        deathsInARow = ranInMs >= settings.steadyInMs() ? 1 : deathsInARow + 1;
        if (deathsInARow == 1) {
            return 0;
        }
        long pause = settings.firstPauseInMs() << Math.min(deathsInARow - 2, MOST_DOUBLINGS);
        return Math.min(pause, settings.longestPauseInMs());
    }

    /** It is to begin for another reason, or has done what it is for. */
    void reset() {
        deathsInARow = 0;
    }
}
