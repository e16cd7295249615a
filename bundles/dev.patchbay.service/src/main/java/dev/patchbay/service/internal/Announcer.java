package dev.patchbay.service.internal;

/** Is told what becomes of the services, on the thread of the service it is about. */
@FunctionalInterface
interface Announcer {

    /** A service's thread begins. */
    String ENABLED = "service.enabled";

    /** Its main returned, or was asked to end and did. */
    String ENDED = "service.ended";

    /** Its main threw, and nobody had asked it to end. */
    String FAILED = "service.failed";

    /**
     * Something became of a service.
     *
     * @param event the event's name
     * @param runs the number of the run it is about
     * @param error what main threw, as one sentence; empty for nothing
     */
    void announce(String event, String service, long runs, String error);
}
