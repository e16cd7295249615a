package dev.patchbay.process;

import java.time.Instant;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** A child process, through all its restarts. Thread-safe. */
@ProviderType
public interface SupervisedProcess {

    /** Its name. */
    String name();

    /** What it is now. */
    State state();

    /** The process id; empty while none runs. */
    OptionalLong pid();

    /** How often it was started. */
    int starts();

    /** When it became what it is. */
    Instant since();

    /** Why it is not running, or ended last, in one sentence; null when it never ended. */
    @Nullable
    String problem();

    /**
     * Writes a line to its standard input, and a line feed, as UTF-8. Blocks while the pipe is full, at most until it ends;
     * a listener that blocks here while the process waits for it to read waits for ever.
     *
     * @return false when it does not run or has closed its input
     */
    boolean send(String line);

    /** Says that it is ready; for those whose protocol says so and not a line of output. Harmless when repeated or not running. */
    void ready();

    /**
     * Asks, then tells, then forces it and everything it started to end, as its plan says; never restarts it. Returns at
     * once; harmless when repeated.
     */
    void stop();

    /**
     * Waits until it has ended for good and everything it wrote has been handed on.
     *
     * @param timeoutInMs how long at most, in milliseconds; 0 for not at all
     * @return false when it has not ended by then
     */
    boolean awaitEnd(long timeoutInMs) throws InterruptedException;

    /** What a process can be. */
    enum State {
        /** Started, not yet ready. */
        STARTING,
        /** Ready. */
        RUNNING,
        /** Ended, and will be started again after a pause. */
        PAUSING,
        /** Being stopped. */
        STOPPING,
        /** Ended for good: stopped, or by itself and not to be restarted. */
        ENDED,
        /** Ended too often: it is not started any more. */
        GIVEN_UP
    }
}
