package dev.patchbay.module.internal;

import java.util.concurrent.CompletableFuture;

/** A module that is being made. */
interface ModuleStart {

    /** The way to it; failed with {@link dev.patchbay.module.ModuleException} when it cannot be made. */
    CompletableFuture<Channel> channel();

    /**
     * Gives up making it; does nothing when it was made.
     *
     * @param reason one sentence
     */
    void abort(String reason);

    /** Done when nothing is left of it, whatever became of it; never failed. */
    CompletableFuture<Void> gone();
}
