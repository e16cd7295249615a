package dev.patchbay.task;

import dev.patchbay.rpc.CallContext;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What a running task may ask the host. Safe to use from any thread, for as long as the run lasts.
 */
@ProviderType
public interface TaskContext extends CallContext {

    /**
     * Whether this run has been asked to end (cancelled, out of time, or its bundle leaves). The run's thread is
     * interrupted as well; this is for loops that never block, and stays true once it is.
     */
    boolean isEnding();
}
