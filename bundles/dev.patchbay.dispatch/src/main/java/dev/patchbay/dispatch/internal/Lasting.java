package dev.patchbay.dispatch.internal;

import dev.patchbay.dispatch.Failure;

/** What goes on for a run when its thread is done. */
interface Lasting {

    /** Asks it to end; harmless when repeated, and when it has ended. Must not run a plugin's code on this thread. */
    void end(Failure why);
}
