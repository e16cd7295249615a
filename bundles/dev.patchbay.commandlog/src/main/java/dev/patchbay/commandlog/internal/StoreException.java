package dev.patchbay.commandlog.internal;

import org.jspecify.annotations.Nullable;

/** Entries could not be written. */
final class StoreException extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean isLocked;

    /**
     * @param got what was found instead, and what to do about it
     * @param isLocked whether others have the file, as they may for a while
     */
    StoreException(String got, boolean isLocked, @Nullable Throwable cause) {
        super(got, cause);
        this.isLocked = isLocked;
    }

    boolean isLocked() {
        return isLocked;
    }
}
