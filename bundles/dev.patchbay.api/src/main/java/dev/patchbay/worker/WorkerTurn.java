package dev.patchbay.worker;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** A client's place in a worker's queue, and then the worker itself until the client ends it. Thread-safe. */
@ProviderType
public interface WorkerTurn {

    /**
     * Calls a function of the module; returns at once. Only when it is the client's turn, one call at a time.
     *
     * @param args plain Java types, by position
     * @return completed on any thread, an I/O thread among them, never exceptionally; also when the worker dies meanwhile,
     *     and after {@link WorkerTurnListener#onUnloaded}, with a failure. The next call after a death waits for the restart
     * @throws IllegalStateException when it is not its turn, or a call is under way
     */
    CompletionStage<WorkerAnswer> call(String function, List<@Nullable Object> args);

    /** The module's help, a text; otherwise as {@link #call}. */
    CompletionStage<WorkerAnswer> help();

    /** Gives up the place, or lets the next client have the worker once a running call has ended. Harmless when repeated. */
    void end();
}
