package dev.patchbay.module.internal;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Those of whom something is left. */
final class Departures {

    private final Undone<Void> awaited = new Undone<>();

    /** @param gone done when nothing is left of one */
    void expect(CompletableFuture<Void> gone) {
        awaited.add(gone);
    }

    /** Waits for those of now, at most for that time, in milliseconds; returns how many are left then. */
    int await(long limitInMs) throws InterruptedException {
        try {
            CompletableFuture.allOf(awaited.all().toArray(CompletableFuture[]::new))
                    .get(limitInMs, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return awaited.all().size();
        }
        return 0;
    }
}
