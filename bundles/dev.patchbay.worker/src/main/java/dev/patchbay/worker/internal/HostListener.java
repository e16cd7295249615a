package dev.patchbay.worker.internal;

/** Is told about one life of a module; on any thread, must not block. */
interface HostListener {

    /** Its process was started. */
    void onStarted(long pid);

    /** It was imported; its instance is made next. */
    void onImported();

    /** It cannot be imported, and ends. @param problem several lines, the last of which says what */
    void onRefused(String problem);

    /** Its process could not even be started, and it ends. @param problem one sentence */
    void onNotStarted(String problem);

    /** Its instance was made, or could not. */
    void onMade(Report report);

    /** Its code was read again. */
    void onReloaded(Report report);

    /** It has answered a call, if only with an error; told of the first one, before whoever waits for it hears. */
    void onServed();

    /** It can do nothing until it is made again. @param problem one sentence */
    void onAway(String problem);

    /** It has died or is ending, and does nothing any more. What it was doing has been answered. */
    void onGone();

    /**
     * Nothing of it is left: it can be started again. The last call, exactly once.
     *
     * @param problem why, in one sentence
     */
    void onFinished(String problem);
}
