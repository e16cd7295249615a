package dev.patchbay.event.internal;

/** An event source the node looks after. */
interface HostedSource {

    /** Begins to run it, or to wait for somebody who wants it. */
    void start();

    /** Interrupts it and waits a while for its end; it is not started again. */
    void stop();
}
