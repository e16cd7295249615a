package dev.patchbay.dvbcss.client;

import dev.patchbay.dvbcss.CiiMessage;
import dev.patchbay.dvbcss.CiiProperty;
import java.util.Set;

/**
 * Is told what a {@link RemoteTelevision} does. One call at a time, on the television's own thread; while it works no connection
 * is renewed. What it throws goes to the thread's handler of uncaught exceptions and changes nothing.
 *
 * <p>That a clock was set is told by the clock itself: see {@link dev.patchbay.clock.Clock#listen}.
 */
public interface TelevisionListener {

    /** Hears nothing. */
    TelevisionListener NONE = new TelevisionListener() {};

    /** The connection that tells what is on is there, for the first time or again. */
    default void onConnected() {}

    /** What is on, or where the servers are, is something else. @param changed at least one */
    default void onChange(CiiMessage before, CiiMessage now, Set<CiiProperty<?>> changed) {}

    /** The television offers a timeline that is followed from now on. */
    default void onTimelineAdded(RemoteTimeline timeline) {}

    /** It offers it no more, or not so; its clock is unavailable and stays so. */
    default void onTimelineRemoved(RemoteTimeline timeline) {}

    /** The timeline jumped, has another speed, or came or went. */
    default void onTimelineChanged(RemoteTimeline timeline) {}

    /** Something does not work; it is tried again. The same one may be told many times. */
    default void onProblem(Problem problem) {}
}
