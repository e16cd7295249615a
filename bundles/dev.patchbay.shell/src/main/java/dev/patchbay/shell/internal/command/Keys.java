package dev.patchbay.shell.internal.command;

import org.jline.terminal.Terminal;
import org.jspecify.annotations.Nullable;

/** Tells when the person at the terminal presses Enter, if there is one. */
@FunctionalInterface
public interface Keys {

    /**
     * Watches until {@link Watch#end}.
     *
     * @param action called once when Enter was pressed or the terminal has gone, on a thread of the watch
     */
    Watch onEnter(Runnable action);

    /** Those of a terminal; without one no key ever comes. */
    static Keys of(@Nullable Object terminal) {
        return terminal instanceof Terminal found ? action -> EnterWatch.start(found, action) : action -> () -> {};
    }

    /** Takes the keys for itself until it ends. */
    @FunctionalInterface
    interface Watch {

        /** Takes no more keys once this has returned; blocks for about a tenth of a second. */
        void end() throws InterruptedException;
    }
}
