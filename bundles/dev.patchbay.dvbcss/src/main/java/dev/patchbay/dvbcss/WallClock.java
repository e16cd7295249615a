package dev.patchbay.dvbcss;

import dev.patchbay.clock.Clock;
import org.osgi.annotation.versioning.ProviderType;

/** The one clock that this node shares with its companions, as a service: timelines hang under it. */
@ProviderType
public interface WallClock {

    /** Nanosecond ticks (1,000,000,000/s), monotonic, of no particular origin, never UTC. */
    Clock clock();
}
