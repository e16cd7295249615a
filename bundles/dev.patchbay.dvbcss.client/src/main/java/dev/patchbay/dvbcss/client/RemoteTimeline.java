package dev.patchbay.dvbcss.client;

import dev.patchbay.clock.Clock;
import dev.patchbay.clock.CorrelatedClock;
import dev.patchbay.dvbcss.AptEptLpt;
import dev.patchbay.dvbcss.ControlTimestamp;
import dev.patchbay.dvbcss.TimelineOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A timeline of a {@link RemoteTelevision}. Thread-safe; nothing here waits for the network. */
public final class RemoteTimeline {

    private final TimelineOption option;
    private final CorrelatedClock clock;
    private volatile @Nullable TsClient client;
    private volatile @Nullable Problem problem;

    RemoteTimeline(TimelineOption option, Clock wallClock) {
        this.option = option;
        this.clock = new CorrelatedClock(wallClock, option.tickRate());
        clock.setAvailable(false);
    }

    /** What the television says about it. */
    public TimelineOption option() {
        return option;
    }

    /** What it is asked for by. */
    public String selector() {
        return option.selector();
    }

    /**
     * Where it is: a clock under the television's wall clock, the same for the life of this object. It is available when the
     * television says so and the wall clock is; 0 is its speed while it is paused. It is set by this library alone.
     */
    public Clock clock() {
        return clock;
    }

    /** What the television said about it last on the present connection, if anything. */
    public Optional<ControlTimestamp> last() {
        TsClient present = client;
        return present == null ? Optional.empty() : Optional.ofNullable(present.last());
    }

    /** Why it is not followed at the moment, if so. */
    public Optional<Problem> problem() {
        return Optional.ofNullable(problem);
    }

    /** As {@link TsClient#send}. */
    public boolean send(AptEptLpt timestamps) {
        TsClient present = client;
        return present != null && present.send(timestamps);
    }

    CorrelatedClock settableClock() {
        return clock;
    }

    void setClient(@Nullable TsClient present) {
        client = present;
    }

    void setProblem(@Nullable Problem present) {
        problem = present;
    }
}
