package dev.patchbay.process;

import java.time.Instant;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Is told about one process, through all its restarts: one call at a time, in order, and never again after
 * {@link #onFinished}.
 *
 * <p>Calls come on threads of the supervisor; {@link #onReady} on the thread that called {@link SupervisedProcess#ready}
 * when somebody did. They may block: that delays only this process, whose output waits in its pipe meanwhile. They must not
 * wait for the end of the process itself. Exceptions are logged.
 */
@ConsumerType
public interface ProcessListener {

    /** Listens to nothing. */
    ProcessListener NONE = new ProcessListener() {};

    /** It was started. */
    default void onStarted(long pid) {}

    /** It is ready. */
    default void onReady() {}

    /**
     * A line it wrote, without the line end; longer than 1 MiB in parts. What is not UTF-8 has become the replacement
     * character.
     *
     * @param time when it was read
     */
    default void onLine(Stream stream, String line, Instant time) {}

    /**
     * It ended, and so did everything it started; everything they wrote has been handed on before.
     *
     * @param exitStatus as the operating system says; 128 and the signal's number when it was killed
     * @param willRestart whether it will be started again, unless it is stopped before
     */
    default void onEnded(int exitStatus, boolean willRestart) {}

    /** It could not be started, or ended too often. @param problem one sentence */
    default void onGivenUp(String problem) {}

    /** It will not run again: it was stopped, ended by itself or was given up. The last call, exactly once. */
    default void onFinished() {}

    /** Where a process wrote. */
    enum Stream {
        /** Standard output. */
        OUT,
        /** Standard error. */
        ERR
    }
}
