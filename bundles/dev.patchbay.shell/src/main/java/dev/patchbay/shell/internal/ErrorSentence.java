package dev.patchbay.shell.internal;

import java.io.InterruptedIOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import org.apache.felix.gogo.runtime.CommandNotFoundException;

/** What the person at the shell is told about a failure. */
final class ErrorSentence {

    private ErrorSentence() {}

    /** A sentence, never empty; more lines may follow it. */
    static String of(Throwable fault) {
        if (fault instanceof CommandNotFoundException unknown) {
            return "Expected a command, got '" + unknown.getCommand() + "'; 'help' lists them";
        }
        if (isInterruption(fault)) {
            return "Interrupted";
        }
        Throwable cause = fault.getCause();
        if (fault instanceof ExecutionException && cause != null) {
            return of(cause);
        }
        String message = fault.getMessage();
        return message == null || message.isBlank() ? fault.getClass().getSimpleName() : message;
    }

    private static boolean isInterruption(Throwable fault) {
        return fault instanceof InterruptedException
                || fault instanceof InterruptedIOException
                || fault instanceof CancellationException;
    }
}
