package org.example.tv;

import dev.patchbay.dvbcss.Timelines;
import dev.patchbay.dvbcss.WallClock;
import dev.patchbay.dvbcss.spi.ClockTimelineSource;
import dev.patchbay.dvbcss.spi.TimelineSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The picture's timestamps, for companions. That is all of it: the clock tells when it is paused or moved. */
@Component(service = TimelineSource.class)
public final class PtsTimeline extends ClockTimelineSource {

    @Activate
    public PtsTimeline(@Reference WallClock wallClock, @Reference Television television) {
        super(Timelines.PTS, wallClock.clock(), television.pts());
    }
}
