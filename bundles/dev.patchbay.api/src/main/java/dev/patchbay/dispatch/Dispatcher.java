package dev.patchbay.dispatch;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Finds what is called by name, checks roles, validates the input, and runs it on a thread of its own.
 *
 * <p>All methods are thread-safe, return at once and never throw for what a caller sent: every outcome goes to the
 * {@link Reply}. An unknown name whose component left less than the grace time ago (setting
 * {@code dispatch.graceInMs}) waits for its successor; any other unknown name fails at once.
 */
@ProviderType
public interface Dispatcher {

    /** Calls a provider's method. */
    RunningCall call(Request request, Reply reply);

    /** Runs a task. */
    RunningCall run(Request request, Reply reply);

    /** What can be called now. May load classes of plugins, never runs their code, and blocks for neither. */
    Catalog catalog();
}
