package dev.patchbay.clock;

import org.jspecify.annotations.Nullable;

/** Of a clock that has no settings to be torn: a root, or one that others wrote. */
final class LiveFrame extends Frame {

    LiveFrame(Clock clock, @Nullable Frame parent) {
        super(clock, parent, clock.tickRate(), clock.speed());
    }

    @Override
    Ticks now() {
        return clock.now();
    }

    @Override
    @Nullable
    Ticks toParent(Ticks own) {
        return clock.toParent(own);
    }

    @Override
    Ticks fromParent(Ticks parentTicks) {
        return clock.fromParent(parentTicks);
    }

    @Override
    double errorAt(Ticks own) {
        return clock.errorInSecAt(own);
    }
}
