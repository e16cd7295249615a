package dev.patchbay.module.internal;

import java.util.concurrent.CompletableFuture;

/**
 * What both streams of a process share.
 *
 * @param settings those of the moment it was added
 * @param broken why the process has to be given up; the first reason counts
 */
record StreamContext(Equipment equipment, Settings settings, Identity identity, CompletableFuture<String> broken) {

    /** A longer line would take the I/O thread too much of the time that others need. */
    private static final int LONG_LINE = 1 << 15;

    /** How long what a module said last may take to be read when it has ended. */
    private static final long LAST_WORDS_IN_MS = 200;

    StreamContext(Equipment equipment, Settings settings, Identity identity) {
        this(equipment, settings, identity, new CompletableFuture<>());
    }

    /** Handles a line, at once or soon. */
    void read(String line, Runnable work) {
        if (line.length() > LONG_LINE) {
            equipment.threads().tryExecute(work);
        } else {
            work.run();
        }
    }

    /** It has ended: when no better reason comes soon, that is the reason. */
    void ended() {
        clock().later(LAST_WORDS_IN_MS, () -> broken.complete(Texts.ENDED));
    }

    Clock clock() {
        return equipment.clock();
    }

    void recordExchange(String input, String output) {
        identity.recorder().exchange(identity.uid(), input, output);
    }

    void recordUpdate(String input, String output) {
        identity.recorder().update(identity.uid(), input, output);
    }
}
