package dev.patchbay.process.internal;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Publishes what becomes of the processes; called on the threads of the process it is about. */
interface Announcer {

    /** A process runs: {@code name, pid}. */
    String STARTED = "process.started";

    /** It is ready: {@code name}. */
    String READY = "process.ready";

    /** It ended: {@code name, status, willRestart, problem}. */
    String ENDED = "process.ended";

    /** It is not started any more: {@code name, problem}. */
    String GIVEN_UP = "process.given_up";

    /** A line it wrote: {@code name, stream, line, time}. */
    String OUTPUT = "process.output";

    /** Publishes an event. */
    void announce(String event, Map<String, ?> properties);

    /** Publishes the lines, if anybody is subscribed. @param stream {@code out} or {@code err} */
    void output(String name, String stream, List<String> lines, Instant time);
}
