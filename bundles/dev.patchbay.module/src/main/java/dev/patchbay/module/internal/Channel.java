package dev.patchbay.module.internal;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The way to a module, be it a process or not. Thread-safe; nothing blocks.
 *
 * <p>It is open until {@link #close}, {@link #leave} or the module's own end; then whatever still waits for an answer
 * fails.
 */
interface Channel {

    /**
     * Sends a command, after those that were sent before have been answered.
     *
     * @return what was answered; failed with {@link dev.patchbay.module.ModuleException}. Completed on a thread that
     *     must not be blocked
     */
    CompletableFuture<@Nullable Object> send(Command command);

    /** Begins to hand on what the module says of itself; called once, when it was initialised. */
    void listen();

    /**
     * Tells the module that it is removed, and closes when it has answered or the time for that is over. Harmless when
     * repeated.
     *
     * @return done when it is closed; never failed
     */
    CompletableFuture<Void> leave();

    /** Closes at once, and has what is behind it end in its own time. Harmless when repeated. */
    void close();

    /** Whether the module can still be told anything. */
    boolean isOpen();
}
