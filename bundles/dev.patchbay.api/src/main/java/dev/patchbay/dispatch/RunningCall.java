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

    /**
     * Waits until the call has been answered and nothing of the plugin runs for it any more. Only of use after
     * {@link #cancel}: the answer comes at once, the plugin ends when it heeds the interruption.
     *
     * @param timeoutInMs how long to wait at most, in milliseconds; 0 for not at all
     * @return false when it still runs then
     */
    boolean awaitEnd(long timeoutInMs) throws InterruptedException;
}
