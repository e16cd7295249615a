package dev.patchbay.worker.internal;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a change of state entails for others: noted under the lock of that state, done after it was released, one after
 * the other in the order in which it was noted, by one thread at a time. So nobody is told under a lock, nor in the
 * wrong order, and who is told may change the state again.
 */
final class Effects {

    private static final Logger LOG = LoggerFactory.getLogger(Effects.class);

    /** Guarded by this, as below. */
    private final Queue<Runnable> waiting = new ArrayDeque<>();

    private boolean isRunning;

    synchronized void add(Runnable effect) {
        waiting.add(effect);
    }

    /** Does what was noted; leaves it to the thread that is at it, if there is one. */
    void run() {
        Runnable effect = begin();
        while (effect != null) {
            try {
                effect.run();
            } catch (RuntimeException | LinkageError e) { // the others must hear of it all the same
                LOG.error("Somebody could not be told of a worker", e);
            }
            effect = next();
        }
    }

    private synchronized @Nullable Runnable begin() {
        return isRunning ? null : next();
    }

    private synchronized @Nullable Runnable next() {
        Runnable effect = waiting.poll();
        isRunning = effect != null;
        return effect;
    }
}
