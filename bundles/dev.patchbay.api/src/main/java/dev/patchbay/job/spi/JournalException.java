package dev.patchbay.job.spi;

/** The journal cannot be written or read: full disk, locked or damaged file, database not reachable. */
public final class JournalException extends Exception {

    private static final long serialVersionUID = 1L;

    /** @param message one sentence: which file or database, what is wrong, what to do */
    public JournalException(String message, Throwable cause) {
        super(message, cause);
    }
}
