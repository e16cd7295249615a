package dev.patchbay.dvbcss.spi;

import dev.patchbay.dvbcss.ControlTimestamp;
import org.jspecify.annotations.Nullable;

/** A timeline that is where it was last said to be. Thread-safe. */
public class FixedTimelineSource extends SingleTimelineSource {

    private volatile @Nullable ControlTimestamp controlTimestamp;

    /** @param controlTimestamp where it is; null while that is not known, and clients are to wait */
    public FixedTimelineSource(String selector, @Nullable ControlTimestamp controlTimestamp) {
        super(selector);
        this.controlTimestamp = controlTimestamp;
    }

    /**
     * Says where it is now, and has clients told.
     *
     * @param controlTimestamp null when clients are to wait with what they know
     */
    public final void set(@Nullable ControlTimestamp controlTimestamp) {
        this.controlTimestamp = controlTimestamp;
        updateClients();
    }

    @Override
    public final @Nullable ControlTimestamp controlTimestamp(String selector) {
        return controlTimestamp;
    }
}
