package dev.patchbay.dvbcss.spi;

import dev.patchbay.clock.Clock;
import dev.patchbay.clock.ClockSubscription;
import dev.patchbay.clock.NoCommonClockException;
import dev.patchbay.clock.Ticks;
import dev.patchbay.dvbcss.ControlTimestamp;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A timeline that a clock counts: pause, seek or slow the clock, or set its availability, and clients are told.
 * Thread-safe.
 *
 * <p>All clients are told the same; it is computed when it is asked for the first time after a clock has changed.
 * Clocks are listened to while a server uses the source, so it holds nothing that is not used.
 *
 * <p>A component is a source by extending this.
 */
public class ClockTimelineSource extends SingleTimelineSource {

    private final Clock wallClock;
    private final Clock clock;
    private final @Nullable Clock speedSource;
    private final boolean autoUpdate;

    private final Object lock = new Object();

    /** To the clocks, while a server uses the source; guarded by the lock. */
    private final List<ClockSubscription> subscriptions = new ArrayList<>();

    /** What clients are told until a clock changes; guarded by the lock. */
    private @Nullable ControlTimestamp told;

    /**
     * What all clients know, as far as this can see to it; null when it could not be computed. Not the same as what was
     * told last: who asks between a change and its news is told the change, and the others still have to be. Guarded by the
     * lock.
     */
    private @Nullable ControlTimestamp announced;

    /**
     * One whose clients are told of changes at once.
     *
     * @param wallClock the one of the servers that will use it, see {@link dev.patchbay.dvbcss.WallClock}
     * @param clock counts the timeline's ticks; has a root in common with the wall clock. Its speed, and that of those
     *     it hangs under, is the timeline's
     */
    public ClockTimelineSource(String selector, Clock wallClock, Clock clock) {
        this(selector, wallClock, clock, null, true);
    }

    /** One whose speed is another clock's. @param speedSource whose own speed is the timeline's */
    public ClockTimelineSource(String selector, Clock wallClock, Clock clock, Clock speedSource) {
        this(selector, wallClock, clock, speedSource, true);
    }

    /**
     * One with all there is to choose.
     *
     * @param speedSource whose own speed is the timeline's; null for that of the clock and all it hangs under
     * @param autoUpdate whether clients are told of changes at once; otherwise when a server's {@code updateAllClients}
     *     is called
     */
    public ClockTimelineSource(
            String selector, Clock wallClock, Clock clock, @Nullable Clock speedSource, boolean autoUpdate) {
        super(selector);
        this.wallClock = wallClock;
        this.clock = clock;
        this.speedSource = speedSource;
        this.autoUpdate = autoUpdate;
    }

    /**
     * Where the timeline is.
     *
     * @throws NoCommonClockException when the wall clock and the timeline's have no root in common
     */
    @Override
    public final ControlTimestamp controlTimestamp(String selector) {
        synchronized (lock) {
            if (told == null || subscriptions.isEmpty()) {
                told = compute();
            }
            return told;
        }
    }

    @Override
    protected final void used() {
        synchronized (lock) {
            told = null; // nobody listened until now
            announced = computable();
            for (Clock each : clocks()) {
                subscriptions.add(each.listen(cause -> changed()));
            }
        }
    }

    @Override
    protected final void unused() {
        synchronized (lock) {
            subscriptions.forEach(ClockSubscription::close);
            subscriptions.clear();
        }
    }

    private Set<Clock> clocks() {
        Set<Clock> clocks = Collections.newSetFromMap(new IdentityHashMap<>());
        clocks.add(wallClock);
        clocks.add(clock);
        if (speedSource != null) {
            clocks.add(speedSource);
        }
        return clocks;
    }

    /** A change of a clock that two of ours hang under is heard twice, but told once. */
    private void changed() {
        boolean isNews;
        synchronized (lock) {
            isNews = announced == null || !isStillTrue(announced);
            if (isNews) {
                announced = computable();
            }
            if (told == null || !isStillTrue(told)) {
                told = announced;
            }
        }
        if (isNews && autoUpdate) {
            updateClients();
        }
    }

    /** Null when it cannot be computed; whoever asks next is told why. */
    private @Nullable ControlTimestamp computable() {
        try {
            return compute();
        } catch (NoCommonClockException | ArithmeticException e) {
            return null;
        }
    }

    private ControlTimestamp compute() {
        long wallClockTime = wallClock.ticks();
        return clock.isAvailable()
                ? ControlTimestamp.at(position(wallClockTime), wallClockTime, speed())
                : ControlTimestamp.unavailable(wallClockTime);
    }

    private boolean isStillTrue(ControlTimestamp known) {
        try {
            return isTrue(known);
        } catch (NoCommonClockException | ArithmeticException e) {
            return false; // whoever asks next is told why
        }
    }

    /** Whether clients that know this know all. */
    private boolean isTrue(ControlTimestamp known) {
        Long position = known.contentTime();
        if (position == null || !clock.isAvailable()) {
            return position == null && !clock.isAvailable();
        }
        return position == position(known.wallClockTime())
                && Double.valueOf(speed()).equals(known.speed());
    }

    private long position(long wallClockTime) {
        Ticks position = wallClock.toOther(clock, Ticks.of(wallClockTime));
        return (position == null ? clock.now() : position).truncated(); // null: the wall clock stands still
    }

    private double speed() {
        if (speedSource != null) {
            return speedSource.speed();
        }
        double speed = 1;
        for (Clock each = clock; each != null; each = each.parent()) {
            if (each == wallClock) {
                return speed;
            }
            speed *= each.speed();
        }
        double wallSpeed = wallClock.effectiveSpeed(); // it is beside the timeline, not above
        return wallSpeed == 0 ? clock.speed() : speed / wallSpeed;
    }
}
