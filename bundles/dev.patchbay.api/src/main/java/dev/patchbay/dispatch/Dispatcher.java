package dev.patchbay.dispatch;

import dev.patchbay.task.spi.Task;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Finds what is called by name, checks roles, validates the input, and runs it on a thread of its own; a method that is
 * {@link dev.patchbay.rpc.spi.RpcMethod#brief} on the calling one.
 *
 * <p>All methods are thread-safe, return at once and never throw for what a caller sent: every outcome goes to the
 * {@link Reply}, which may be called before they return. Whoever calls must hold no lock that the reply, or what is called,
 * may wait for. An unknown name whose component left less than the grace time ago (setting
 * {@code dispatch.graceInMs}) waits for its successor; any other unknown name fails at once.
 */
@ProviderType
public interface Dispatcher {

    /** Calls a provider's method. */
    RunningCall call(Request request, Reply reply);

    /** Runs a task. */
    RunningCall run(Request request, Reply reply);

    /**
     * Does something else than {@link Task#run} with a task: finds it by name, checks roles, validates and binds the
     * input, makes an instance and hands both to the step, all as if it were run.
     *
     * <p>The parameters may also be a {@code List}, by position: see {@link dev.patchbay.task.spi.Positional}.
     */
    RunningCall perform(Request request, TaskStep step, Reply reply);

    /** What can be called now. May load classes of plugins, never runs their code, and blocks for neither. */
    Catalog catalog();
}
