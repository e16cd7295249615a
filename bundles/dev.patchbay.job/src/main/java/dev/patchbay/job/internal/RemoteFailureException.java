package dev.patchbay.job.internal;

/** A task in a process of its own ended like this; never finished. */
final class RemoteFailureException extends Exception {

    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // never serialised
    private final Outcome outcome;

    RemoteFailureException(Outcome outcome) {
        super(outcome.error() == null ? "Aborted" : outcome.error().message(), null, false, false);
        this.outcome = outcome;
    }

    Outcome outcome() {
        return outcome;
    }
}
