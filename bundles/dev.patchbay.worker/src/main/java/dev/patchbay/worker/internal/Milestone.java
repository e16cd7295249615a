package dev.patchbay.worker.internal;

import java.util.concurrent.CompletableFuture;

/** Something that is reached again and again, and waited for. Guarded by its worker. */
final class Milestone {

    private final Effects effects;
    private CompletableFuture<Void> coming = new CompletableFuture<>();

    Milestone(Effects effects) {
        this.effects = effects;
    }

    /** Done when it is reached next. */
    CompletableFuture<Void> coming() {
        return coming;
    }

    /** Whoever waits is told by an effect. */
    void reached() {
        CompletableFuture<Void> now = coming;
        coming = new CompletableFuture<>();
        effects.add(() -> now.complete(null));
    }
}
