package dev.patchbay.commandlog.internal;

/**
 * How much waits, and for how long.
 *
 * @param mostEntries how many entries wait to be written, at most
 * @param mostChars how many characters of JSON they have together, at most
 * @param mostTogether how many are written in one transaction, at most
 * @param enoughEntries as soon as so many wait they are written
 * @param gatherInMs how long the first of them waits for others
 * @param retryInMs after a failure
 * @param lockInMs how long the file may be locked by others before anybody is told
 * @param endInMs how long entries that wait are tried to be written when the log is closed
 */
record Limits(
        int mostEntries,
        long mostChars,
        int mostTogether,
        int enoughEntries,
        long gatherInMs,
        long retryInMs,
        long lockInMs,
        long endInMs) {

    /** Late by a fifth of a second; the memory is that of two of the longest lines a module may send. */
    static final Limits DEFAULT = new Limits(100_000, 32 << 20, 10_000, 1_000, 200, 500, 5_000, 5_000);
}
