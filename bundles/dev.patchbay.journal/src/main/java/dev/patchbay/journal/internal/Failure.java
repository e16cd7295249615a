package dev.patchbay.journal.internal;

import dev.patchbay.job.spi.JournalException;
import java.io.IOException;
import java.sql.SQLException;

/** What the database did not do, as one sentence. */
final class Failure {

    private Failure() {}

    /** @param task what was expected of the database, such as {@code to record job 5} */
    static JournalException of(String task, SQLException cause) {
        return new JournalException(sentence(task, cause), cause);
    }

    static String sentence(String task, SQLException cause) {
        return "Expected the database " + task + ", got: " + reason(cause);
    }

    /** Of the operating system where there is one, since that is what somebody can do something about. */
    private static String reason(SQLException failure) {
        String reason = firstLine(failure);
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException) {
                reason = firstLine(cause);
            }
        }
        return reason;
    }

    private static String firstLine(Throwable failure) {
        String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        return message.lines()
                .findFirst()
                .orElse("")
                .replace("; SQL statement:", "")
                .strip();
    }
}
