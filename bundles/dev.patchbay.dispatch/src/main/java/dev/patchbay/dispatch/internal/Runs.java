package dev.patchbay.dispatch.internal;

import dev.patchbay.dispatch.Failure;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The runs on one target. Thread-safe. */
final class Runs {

    private final Set<Run> runs = ConcurrentHashMap.newKeySet(4);

    void add(Run run) {
        runs.add(run);
    }

    void remove(Run run) {
        runs.remove(run);
    }

    /** Interrupts and answers all of them. */
    void stop(String message) {
        runs.forEach(run -> run.stop(Failure.Kind.INTERRUPTED, message));
    }
}
