package dev.patchbay.worker.internal;

import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** When a worker that died is started again. Guarded by its worker. */
final class Restart {

    private final Equipment equipment;
    private final Backoff backoff = new Backoff();
    private long begunInNanos;
    private @Nullable Future<?> coming;

    Restart(Equipment equipment) {
        this.equipment = equipment;
    }

    /** A host begins now: none is to come. */
    void begun() {
        cancel();
        begunInNanos = System.nanoTime();
    }

    /** It is to begin for another reason than that it died, or has done what it is for. */
    void forget() {
        backoff.reset();
    }

    /** It died. @return how long to wait, in milliseconds; 0 for not at all */
    long pauseInMs() {
        long ranInMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begunInNanos);
        return backoff.pauseInMs(ranInMs, equipment.settings().get());
    }

    void after(long pauseInMs, Runnable begin) {
        coming = equipment.clock().after(pauseInMs, begin);
    }

    boolean isComing() {
        return coming != null;
    }

    void cancel() {
        Future<?> cancelled = coming;
        coming = null;
        if (cancelled != null) {
            cancelled.cancel(false);
        }
    }
}
