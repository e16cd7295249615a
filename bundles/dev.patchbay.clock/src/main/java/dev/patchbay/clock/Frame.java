package dev.patchbay.clock;

import org.jspecify.annotations.Nullable;

/**
 * A clock and its ancestors as they are at one moment.
 *
 * <p>Immutable: whoever computes with one frame never mixes the rate of one setting with the correlation of another,
 * whatever others set meanwhile.
 */
abstract class Frame {

    final Clock clock;
    final @Nullable Frame parent;
    final double tickRate;
    final double speed;

    Frame(Clock clock, @Nullable Frame parent, double tickRate, double speed) {
        this.clock = clock;
        this.parent = parent;
        this.tickRate = tickRate;
        this.speed = speed;
    }

    abstract Ticks now();

    abstract @Nullable Ticks toParent(Ticks own);

    abstract Ticks fromParent(Ticks parentTicks);

    /** Of this clock alone, in seconds. */
    abstract double errorAt(Ticks own);

    final double effectiveSpeed() {
        return parent == null ? speed : speed * parent.effectiveSpeed();
    }

    final double speedOver(Frame ancestor) {
        return this == ancestor ? 1 : speed * above(this).speedOver(ancestor);
    }

    final double dispersionAt(Ticks own) {
        if (parent == null) {
            return errorAt(own);
        }
        Ticks parentTicks = toParent(own);
        return parentTicks == null ? Double.POSITIVE_INFINITY : errorAt(own) + parent.dispersionAt(parentTicks);
    }

    /** Up to that ancestor's frame; null where a clock on the way stands still somewhere else. */
    final @Nullable Ticks up(Frame ancestor, Ticks own) {
        Ticks ticks = own;
        for (Frame frame = this; frame != ancestor && ticks != null; frame = above(frame)) {
            ticks = frame.toParent(ticks);
        }
        return ticks;
    }

    /** Down from that ancestor's frame. */
    final Ticks down(Frame ancestor, Ticks ancestorTicks) {
        return this == ancestor ? ancestorTicks : fromParent(above(this).down(ancestor, ancestorTicks));
    }

    /** The frame of that clock among this and its ancestors, or null. */
    final @Nullable Frame of(Clock wanted) {
        Frame frame = this;
        while (frame != null && frame.clock != wanted) {
            frame = frame.parent;
        }
        return frame;
    }

    final Frame root() {
        Frame frame = this;
        while (frame.parent != null) {
            frame = frame.parent;
        }
        return frame;
    }

    private static Frame above(Frame frame) {
        Frame above = frame.parent;
        if (above == null) {
            throw new IllegalStateException("Expected an ancestor of " + frame.clock + ", got none");
        }
        return above;
    }
}
