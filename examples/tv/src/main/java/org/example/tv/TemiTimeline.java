package org.example.tv;

import dev.patchbay.dvbcss.Timelines;
import dev.patchbay.dvbcss.WallClock;
import dev.patchbay.dvbcss.spi.ClockTimelineSource;
import dev.patchbay.dvbcss.spi.TimelineSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The TEMI timeline, for companions. It comes and goes as a service, by {@link TemiSwitch}: companions are told that it
 * is not available as soon as it has gone.
 */
@Component(service = TimelineSource.class, name = TemiTimeline.NAME, enabled = false)
public final class TemiTimeline extends ClockTimelineSource {

    /** The component's. */
    static final String NAME = "org.example.tv.temi";

    static final int COMPONENT_TAG = 1;
    static final int TIMELINE_ID = 1;

    @Activate
    public TemiTimeline(@Reference WallClock wallClock, @Reference Television television) {
        super(Timelines.temi(COMPONENT_TAG, TIMELINE_ID), wallClock.clock(), television.temi());
    }
}
