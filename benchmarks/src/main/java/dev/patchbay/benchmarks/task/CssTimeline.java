package dev.patchbay.benchmarks.task;

import dev.patchbay.clock.CorrelatedClock;
import dev.patchbay.clock.Ticks;
import dev.patchbay.dvbcss.WallClock;
import dev.patchbay.dvbcss.spi.ClockTimelineSource;
import dev.patchbay.dvbcss.spi.TimelineSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** A timeline of 90,000 ticks a second that can be moved. */
@Component(service = {TimelineSource.class, CssTimeline.class})
public final class CssTimeline extends ClockTimelineSource {

    /** What clients ask for. */
    public static final String SELECTOR = "urn:bench:timeline";

    private static final double RATE = 90_000;

    private final CorrelatedClock clock;

    /** Begins at 0. */
    @Activate
    public CssTimeline(@Reference WallClock wallClock) {
        this(wallClock, new CorrelatedClock(wallClock.clock(), RATE));
    }

    private CssTimeline(WallClock wallClock, CorrelatedClock clock) {
        super(SELECTOR, wallClock.clock(), clock);
        this.clock = clock;
    }

    /** Moves it to a place, from which it goes on. */
    void seek(long ticks) {
        clock.seek(Ticks.of(ticks));
    }
}
