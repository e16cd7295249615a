package dev.patchbay.clock;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something that counts ticks: a root, or a clock computed from its parent.
 *
 * <p>Clocks form a tree under one root. None runs a thread: a value is computed from the parent's when asked. The
 * {@linkplain #tickRate() tick rate} says how many ticks a second has at normal speed, the {@linkplain #speed() speed}
 * how fast the clock runs now; the rate never reflects the speed.
 *
 * <p>All methods may be called from any thread, and none blocks. A reading is computed from one consistent state of each
 * clock on the way up: while another thread changes a clock, it is the value before or the value after, never a mixture.
 * Changes of two clocks are two changes.
 *
 * <p>A parent holds its children weakly: who wants a clock holds it, or a {@linkplain #listen subscription} to it, and
 * who is done with a clock forgets it.
 *
 * <p>Ticks beyond 64 bits (292 years at a billion a second) end in an {@link ArithmeticException} wherever ticks are
 * computed, instead of wrapping around. Where ticks are asked for, null is not accepted.
 *
 * <p>The clocks of this package keep to this; a clock of your own extends this class, keeps to it too, and calls
 * {@link #notifyChanged()} after each change that is no mere running.
 */
public abstract class Clock {

    private final Dependents dependents = new Dependents();
    /** Guards {@link #lastTold}; no listener is called inside. */
    private final Object telling = new Object();

    private volatile boolean available = true;
    private boolean lastTold = true;

    /** For clocks of your own. */
    protected Clock() {}

    /** What it shows now. */
    public abstract Ticks now();

    /** The whole ticks of {@link #now()}, floored. */
    public long ticks() {
        return now().whole();
    }

    /** Ticks a second at normal speed; more than 0. */
    public abstract double tickRate();

    /** Its own speed over its parent: 1 is normal, 0 stands still, negative runs backwards. */
    public abstract double speed();

    /** The product of all speeds up to the root. */
    public final double effectiveSpeed() {
        return frame().effectiveSpeed();
    }

    /** The clock it is computed from, or null for a root. */
    public abstract @Nullable Clock parent();

    /** The clock at the top, which is this one if it has no parent. */
    public final Clock root() {
        Clock clock = this;
        for (Clock above = clock.parent(); above != null; above = clock.parent()) {
            clock = above;
        }
        return clock;
    }

    /**
     * What the parent shows when this clock shows those ticks.
     *
     * @return null where that is undefined: the clock stands still, and not there
     * @throws UnsupportedOperationException if this is a root
     */
    public abstract @Nullable Ticks toParent(Ticks own);

    /**
     * What this clock shows when the parent shows those ticks.
     *
     * @throws UnsupportedOperationException if this is a root
     */
    public abstract Ticks fromParent(Ticks parent);

    /** What the root shows when this clock shows those ticks; null where a clock on the way stands still elsewhere. */
    public final @Nullable Ticks toRoot(Ticks own) {
        Frame frame = frame();
        return frame.up(frame.root(), own);
    }

    /** What this clock shows when the root shows those ticks. */
    public final Ticks fromRoot(Ticks root) {
        Frame frame = frame();
        return frame.down(frame.root(), root);
    }

    /**
     * What the other clock shows when this one shows those ticks; computed through the nearest clock they have in common.
     *
     * @return null where a clock on the way up stands still elsewhere
     * @throws NoCommonClockException if they have none
     */
    public final @Nullable Ticks toOther(Clock other, Ticks own) {
        Path path = Path.between(this, other);
        Ticks common = path.from().up(path.fromCommon(), own);
        return common == null ? null : path.to().down(path.toCommon(), common);
    }

    /**
     * How many seconds of their own the two clocks are apart, now and ever: at least 0, or infinite if their tick rates
     * or effective speeds differ, since then it changes all the time.
     *
     * @throws NoCommonClockException if they have no clock in common
     */
    public final double differenceInSec(Clock other) {
        Path path = Path.between(this, other);
        Frame one = path.from();
        Frame two = path.to();
        if (one.tickRate != two.tickRate || one.speedOver(path.fromCommon()) != two.speedOver(path.toCommon())) {
            return Double.POSITIVE_INFINITY;
        }
        Ticks common = path.fromCommon().now();
        Ticks here = one.down(path.fromCommon(), common);
        Ticks there = two.down(path.toCommon(), common);
        return Math.abs(here.minus(there)) / one.tickRate;
    }

    /** Whether this clock and all its ancestors are available. */
    public final boolean isAvailable() {
        for (Clock clock = this; clock != null; clock = clock.parent()) {
            if (!clock.available) {
                return false;
            }
        }
        return true;
    }

    /**
     * Says whether this clock itself is available, as it is at first. Tells those who listen to this clock or to one
     * below it, where {@link #isAvailable()} changed thereby.
     *
     * @throws UnsupportedOperationException if the clock is always available, as a {@link SysClock} is
     */
    public void setAvailable(boolean available) {
        this.available = available;
        availabilityChanged(this);
    }

    /**
     * How far off this clock may be at those ticks, in seconds: its own error, and that of its parent at the time.
     *
     * @return at least 0; infinite where {@link #toParent} is undefined on the way
     */
    public final double dispersionAt(Ticks own) {
        return frame().dispersionAt(own);
    }

    /** By how much the root may run too fast or too slow, in parts per million; 0 unless the root says otherwise. */
    public double rootMaxFrequencyErrorInPpm() {
        Clock parent = parent();
        return parent == null ? 0 : parent.rootMaxFrequencyErrorInPpm();
    }

    /**
     * Has the listener told of each change of this clock or an ancestor, until the subscription is closed. Listening twice
     * means being told twice.
     */
    public final ClockSubscription listen(ClockListener listener) {
        return dependents.add(this, Objects.requireNonNull(listener));
    }

    /** How far off this clock may be at those ticks over its parent, in seconds; 0 unless overridden. */
    protected double errorInSecAt(Ticks own) {
        return 0;
    }

    /** Tells those who depend on this clock that its timing changed. Call it outside of locks. */
    protected final void notifyChanged() {
        timingChanged(this);
    }

    /** For a clock of your own that has a parent: has it told of that parent's changes, as long as someone holds it. */
    protected final void dependOn(Clock parent) {
        parent.dependents().bind(this);
        startTelling();
    }

    final Dependents dependents() {
        return dependents;
    }

    /** This clock and its ancestors as they are now. */
    Frame frame() {
        Clock parent = parent();
        return new LiveFrame(this, parent == null ? null : parent.frame());
    }

    private void timingChanged(Clock cause) {
        synchronized (telling) {
            lastTold = isAvailable();
        }
        dependents.tell(cause);
        for (Clock child : dependents.children()) {
            child.timingChanged(cause);
        }
    }

    private void availabilityChanged(Clock cause) {
        synchronized (telling) {
            boolean availableNow = isAvailable();
            if (availableNow == lastTold) {
                return;
            }
            lastTold = availableNow;
        }
        dependents.tell(cause);
        for (Clock child : dependents.children()) {
            child.availabilityChanged(cause);
        }
    }

    /** To be called when it has been bound to its parent: what it is now need not be told. */
    final void startTelling() {
        synchronized (telling) {
            lastTold = isAvailable();
        }
    }
}
