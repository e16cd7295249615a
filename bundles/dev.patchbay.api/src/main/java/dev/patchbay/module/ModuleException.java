package dev.patchbay.module;

/** A module cannot do what it was asked, or is not there. The message is for the caller, and is what shmooze's clients expect. */
public final class ModuleException extends Exception {

    private static final long serialVersionUID = 1L;

    /** @param message one sentence */
    public ModuleException(String message) {
        super(message);
    }

    /** @param message one sentence */
    public ModuleException(String message, Throwable cause) {
        super(message, cause);
    }
}
