package dev.patchbay.dispatch;

import org.osgi.annotation.versioning.ProviderType;

/** A handle on a call that was accepted. Thread-safe. */
@ProviderType
public interface RunningCall {

    /**
     * Asks the run to end: its thread is interrupted, and the {@link Reply} gets {@link Failure.Kind#INTERRUPTED} at
     * once unless it has been answered already. Returns at once; harmless when repeated.
     */
    void cancel();
}
