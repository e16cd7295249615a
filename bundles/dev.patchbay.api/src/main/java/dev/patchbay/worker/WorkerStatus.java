package dev.patchbay.worker;

import java.time.Instant;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A configured module at a moment.
 *
 * @param name what clients call it by
 * @param module what is imported, as configured
 * @param state what its worker is
 * @param pid of its process; empty for none
 * @param since when it became what it is
 * @param waiting clients in its queue, the one that is served not counted
 * @param problem why it does not work, or did not lately, in one sentence; null for never
 */
public record WorkerStatus(
        String name,
        String module,
        State state,
        OptionalLong pid,
        Instant since,
        int waiting,
        @Nullable String problem) {

    /** What a worker can be. */
    public enum State {
        /** Its process starts, imports the module and makes the instance. Clients wait. */
        LOADING,
        /** It serves. */
        READY,
        /** It has no instance: its constructor failed, or its changed code does. Clients are told so. */
        BROKEN,
        /** Its process died and is started again after a pause. Clients wait. */
        RESTARTING,
        /** The module could not be imported: nothing runs until it is configured otherwise or reloaded. */
        DEAD,
        /** It is being ended. */
        STOPPING
    }
}
