package dev.patchbay.dvbcss.client;

import dev.patchbay.dvbcss.ControlTimestamp;

/** Is told where a timeline is. Threads as in {@link ConnectionListener}. */
public interface TsListener extends ConnectionListener {

    /**
     * There was a control timestamp.
     *
     * @param isClockChanged whether the clock of the timeline was set: the position moved by more than the threshold, or the
     *     speed or the availability is another
     */
    default void onControlTimestamp(ControlTimestamp timestamp, boolean isClockChanged) {}
}
