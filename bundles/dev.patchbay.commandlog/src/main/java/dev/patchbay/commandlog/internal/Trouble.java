package dev.patchbay.commandlog.internal;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What keeps entries from being written, told when it begins, when it is something else, and when it is over.
 * Thread-safe.
 */
final class Trouble {

    private static final Logger LOG = LoggerFactory.getLogger(Trouble.class);

    private final Path file;
    private final Limits limits;

    /** Null while all is well. */
    private @Nullable String failure;

    private long sinceInNs;
    private @Nullable String told;
    private boolean isDroppingTold;

    Trouble(Path file, Limits limits) {
        this.file = file;
        this.limits = limits;
    }

    /** An attempt failed. */
    synchronized void failed(StoreException e) {
        if (failure == null) {
            sinceInNs = System.nanoTime();
        }
        String sentence = "Expected to write the command log " + file + ", got " + e.getMessage();
        failure = sentence;
        if ((!e.isLocked() || isLasting()) && !sentence.equals(told)) {
            LOG.error("{}; meanwhile up to {} entries wait", sentence, limits.mostEntries(), e.getCause());
            told = sentence;
        }
    }

    private boolean isLasting() {
        return System.nanoTime() - sinceInNs >= TimeUnit.MILLISECONDS.toNanos(limits.lockInMs());
    }

    /** An attempt succeeded. */
    synchronized void succeeded() {
        if (told != null) {
            LOG.info("The command log {} is written again", file);
        }
        failure = null;
        told = null;
    }

    /** Entries were dropped. */
    synchronized void dropping() {
        if (!isDroppingTold) {
            LOG.error("Too many entries wait for the command log {}: from now on some are dropped", file);
            isDroppingTold = true;
        }
    }

    /** None waits any more. @param dropped how many are missing */
    synchronized void caughtUp(long dropped) {
        if (isDroppingTold || dropped > 0) {
            LOG.warn("The command log {} is complete again from now on; {} entries were dropped", file, dropped);
        }
        isDroppingTold = false;
    }

    /** What is told now, in sentences; empty when all is well. */
    synchronized List<String> sentences(int waiting, long dropped) {
        if (told != null) {
            return List.of(told + " (" + waiting + " entries wait, " + dropped + " were dropped).");
        }
        if (dropped > 0) {
            return List.of("Too much waits to be written into the command log " + file + ": " + dropped
                    + " entries were dropped.");
        }
        return List.of();
    }
}
