package dev.patchbay.dispatch.internal;

import dev.patchbay.dispatch.Failure;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** All runs of the node, from their acceptance until they are over. Thread-safe. */
final class Runs {

    private final Set<Run> all = ConcurrentHashMap.newKeySet();

    void add(Run run) {
        all.add(run);
    }

    void remove(Run run) {
        all.remove(run);
    }

    /** Interrupts and answers all of them. */
    void stop(String message) {
        all.forEach(run -> run.stop(Failure.Kind.INTERRUPTED, message));
    }

    /** Those on one target, of which there are none yet. */
    OnTarget onTarget() {
        return new OnTarget(this);
    }

    /** The runs on one target: each knows it, so that nothing has to be kept here for each call. */
    static final class OnTarget {

        private final Runs runs;

        private OnTarget(Runs runs) {
            this.runs = runs;
        }

        /** Interrupts and answers them. */
        void stop(String message) {
            for (Run run : runs.all) {
                if (run.isOn(this)) {
                    run.stop(Failure.Kind.INTERRUPTED, message);
                }
            }
        }
    }
}
