package dev.patchbay.module.internal;

import java.util.concurrent.CompletableFuture;

/**
 * What both streams of a process share.
 *
 * @param settings those of the moment it was added
 * @param broken why the process has to be given up; the first reason counts
 * @param firstEnd done when one of the two streams has ended
 */
record StreamContext(
        Equipment equipment,
        Settings settings,
        Identity identity,
        CompletableFuture<String> broken,
        CompletableFuture<Void> firstEnd) {

    /** A longer line would take the I/O thread too much of the time that others need. */
    private static final int LONG_LINE = 1 << 15;

    /** How long what a module said last on the other stream may take to be read when one has ended. */
    private static final long LAST_WORDS_IN_MS = 200;

    StreamContext(Equipment equipment, Settings settings, Identity identity) {
        this(equipment, settings, identity, new CompletableFuture<>(), new CompletableFuture<>());
    }

    /** Handles a line, at once or soon. */
    void read(String line, Runnable work) {
        if (line.length() > LONG_LINE) {
            equipment.threads().tryExecute(work);
        } else {
            work.run();
        }
    }

    /** A stream has ended: that is the reason, unless the other one brings a better one soon. */
    void ended() {
        if (firstEnd.complete(null)) {
            exited();
        } else {
            broken.complete(Texts.ENDED);
        }
    }

    /** The process has ended, and so will its streams; what it said last may still have to be read. */
    void exited() {
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
