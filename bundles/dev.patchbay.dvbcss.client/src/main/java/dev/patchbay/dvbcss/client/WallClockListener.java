package dev.patchbay.dvbcss.client;

/**
 * Is told about measurements. Called on the client's thread, one call at a time, after the wall clock was set; while it works
 * nothing is measured. What it throws goes to the thread's handler of uncaught exceptions and changes nothing.
 */
public interface WallClockListener {

    /** Hears nothing. */
    WallClockListener NONE = new WallClockListener() {};

    /** There was a reply. */
    default void onCandidate(Candidate candidate, Verdict verdict) {}

    /** Nobody answered a request in time, or the system says that nobody is there. @param problem a sentence */
    default void onSilence(String problem) {}
}
