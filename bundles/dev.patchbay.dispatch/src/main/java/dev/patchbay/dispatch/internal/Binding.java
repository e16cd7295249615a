package dev.patchbay.dispatch.internal;

import dev.patchbay.dispatch.Failure;

/** Whatever can be invoked for a run: something with a task, or one method of a provider. */
interface Binding {

    /**
     * Checks roles and input, then runs the plugin's code on the current thread and answers the run with plain Java types,
     * or has it answered later.
     *
     * @throws RefusedException when roles or input do not fit; no plugin code has run
     * @throws Exception what the plugin threw
     */
    void invoke(Run run) throws Exception;

    /** Ends a call before any plugin code runs. */
    final class RefusedException extends Exception {

        private static final long serialVersionUID = 1L;

        @SuppressWarnings("serial") // never serialised
        private final Failure failure;

        RefusedException(Failure failure) {
            super(failure.message(), null, false, false); // an answer, not a fault: nobody reads its stack trace
            this.failure = failure;
        }

        Failure failure() {
            return failure;
        }
    }
}
