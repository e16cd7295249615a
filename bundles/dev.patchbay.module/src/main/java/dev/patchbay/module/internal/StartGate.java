package dev.patchbay.module.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Lets few processes start at one time, in the order in which they came: many at once would be so slow that none
 * connected in time. Holds no thread.
 */
final class StartGate {

    /** Guarded by this. */
    private final Deque<CompletableFuture<Void>> waiting = new ArrayDeque<>();

    /** Guarded by this. */
    private int free;

    StartGate(int most) {
        free = most;
    }

    /** Done when there is room; it has to be left once after that. */
    synchronized CompletableFuture<Void> enter() {
        CompletableFuture<Void> turn = new CompletableFuture<>();
        if (free > 0) {
            free--;
            turn.complete(null);
        } else {
            waiting.add(turn);
        }
        return turn;
    }

    void leave() {
        CompletableFuture<Void> next = next();
        if (next != null) {
            next.complete(null);
        }
    }

    private synchronized @Nullable CompletableFuture<Void> next() {
        CompletableFuture<Void> next = waiting.poll();
        if (next == null) {
            free++;
        }
        return next;
    }
}
