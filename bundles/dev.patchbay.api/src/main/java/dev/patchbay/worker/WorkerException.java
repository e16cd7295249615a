package dev.patchbay.worker;

/** A worker cannot be had. The message is for the client, and is what ModuleServer's clients expect. */
public final class WorkerException extends Exception {

    private static final long serialVersionUID = 1L;

    /** @param message one sentence */
    public WorkerException(String message) {
        super(message);
    }
}
