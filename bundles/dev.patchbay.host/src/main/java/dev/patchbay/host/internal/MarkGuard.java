package dev.patchbay.host.internal;

import java.nio.charset.StandardCharsets;

/** Finds the end mark in the text of an answer, in whatever pieces it comes (Knuth, Morris and Pratt). */
final class MarkGuard {

    private static final byte[] MARK = ControlOutput.END_MARK.getBytes(StandardCharsets.US_ASCII);

    /** For each length of a match how much of its end is a beginning of the mark, too. */
    private static final int[] SHORTER = shorterMatches();

    private int matched;

    private static int[] shorterMatches() {
        int[] shorter = new int[MARK.length];
        for (int i = 1; i < MARK.length; i++) {
            shorter[i] = matchAfter(shorter, shorter[i - 1], MARK[i]);
        }
        return shorter;
    }

    private static int matchAfter(int[] shorter, int matchedBefore, byte next) {
        int length = matchedBefore;
        while (length > 0 && next != MARK[length]) {
            length = shorter[length - 1];
        }
        return next == MARK[length] ? length + 1 : length;
    }

    /** Whether this byte of the text would complete the mark; if so the caller puts another before it. */
    boolean isCompletedBy(byte next) {
        matched = matchAfter(SHORTER, matched, next);
        boolean isComplete = matched == MARK.length;
        matched = isComplete ? matchAfter(SHORTER, 0, next) : matched;
        return isComplete;
    }
}
