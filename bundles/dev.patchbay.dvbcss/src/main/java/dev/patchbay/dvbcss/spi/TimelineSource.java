package dev.patchbay.dvbcss.spi;

import dev.patchbay.dvbcss.ControlTimestamp;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Where a timeline is: publish it as a service, and every client that asked for the timeline is told at once; take it
 * back, and they are told that it is not available.
 *
 * <p>Of several sources that recognise a selector, the one with the highest service ranking that has a value answers,
 * the newest of equals. Called by several threads, never with a lock held; nothing here may block. What it throws is
 * logged, and it counts as not recognising the selector. Most sources are a {@link ClockTimelineSource}.
 */
@ConsumerType
public interface TimelineSource {

    /**
     * Whether it knows where this timeline is, or will.
     *
     * @param selector any string a client sent, up to the size of a message
     */
    boolean recognises(String selector);

    /**
     * Where the timeline is.
     *
     * @param selector one it recognises
     * @return null while it does not know yet: clients are told nothing, and wait; {@link ControlTimestamp#unavailable}
     *     when it knows that there is nothing
     */
    @Nullable
    ControlTimestamp controlTimestamp(String selector);

    /** The first client has asked for a timeline, recognised or not; before it is asked where it is. */
    default void needed(String selector) {}

    /** The last client that wanted it has gone. */
    default void notNeeded(String selector) {}

    /** It has been put to use. @param sink to be told of changes; one more for each server that uses it */
    default void attach(TimelineSink sink) {}

    /** It is not used there any more. */
    default void detach(TimelineSink sink) {}
}
