package dev.patchbay.job;

/**
 * What a job can be.
 *
 * <pre>
 * CREATED → WAITING → EXECUTING → FINISHED
 *    |         |          ├→ ROLLBACK → FAILED
 *    |         |          └→ ABORTED
 *    └─────────┴→ ABORTED or FAILED
 * </pre>
 */
public enum JobState {
    /** On disk, not yet verified. */
    CREATED,
    /** Verified; waits for its resources. */
    WAITING,
    /** Its task runs. */
    EXECUTING,
    /** Its task failed and is undoing what it did. */
    ROLLBACK,
    /** It has a result. */
    FINISHED,
    /** It has an error. */
    FAILED,
    /** It was asked to end, and did. */
    ABORTED;

    /** Whether it never changes any more. */
    public boolean isFinal() {
        return this == FINISHED || this == FAILED || this == ABORTED;
    }
}
