package dev.patchbay.logfile.internal;

import java.util.ArrayDeque;
import java.util.Deque;

/** What somebody who follows a log has not seen yet; past the bound the oldest is left out. Thread-safe. */
public final class Follower {

    private static final int MOST_CHARACTERS = 1 << 20;

    /** Guarded by this: pieces of the log, each whole lines. */
    private final Deque<String> pieces = new ArrayDeque<>();

    private int characters;
    private long lost;
    private boolean isEnded;

    synchronized void add(String piece) {
        if (isEnded) {
            return;
        }
        pieces.add(piece);
        characters += piece.length();
        while (characters > MOST_CHARACTERS && pieces.size() > 1) {
            characters -= pieces.remove().length();
            lost++;
        }
        notifyAll();
    }

    /** Nothing more comes, or is wanted. */
    public synchronized void end() {
        isEnded = true;
        notifyAll();
    }

    /** What came since the last call, waiting for something; empty at the end, after the last of it. */
    public synchronized String take() throws InterruptedException {
        while (pieces.isEmpty() && !isEnded) {
            wait();
        }
        String text =
                (lost > 0 ? "... some lines came faster than they could be shown ...\n" : "") + String.join("", pieces);
        pieces.clear();
        characters = 0;
        lost = 0;
        return text;
    }
}
