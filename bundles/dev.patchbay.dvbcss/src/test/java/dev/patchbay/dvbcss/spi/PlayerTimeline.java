package dev.patchbay.dvbcss.spi;

import dev.patchbay.clock.Clock;
import dev.patchbay.clock.CorrelatedClock;
import dev.patchbay.dvbcss.Timelines;
import dev.patchbay.dvbcss.WallClock;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What the README shows as a timeline of one's own. */
@Component(service = {TimelineSource.class, PlayerTimeline.class})
public final class PlayerTimeline extends ClockTimelineSource {

    private final CorrelatedClock position;

    @Activate
    public PlayerTimeline(@Reference WallClock wallClock) {
        this(wallClock.clock(), new CorrelatedClock(wallClock.clock(), Timelines.PTS_TICK_RATE));
    }

    private PlayerTimeline(Clock wallClock, CorrelatedClock position) {
        super(Timelines.PTS, wallClock, position);
        this.position = position;
    }

    public CorrelatedClock position() {
        return position; // pause(), resume(), seek(Ticks), setAvailable(boolean): clients are told
    }
}
