package dev.patchbay.clock;

import org.jspecify.annotations.Nullable;

/** From one clock up to the nearest one in common, and down to another. */
record Path(Frame from, Frame fromCommon, Frame to, Frame toCommon) {

    /** The two ways are looked at one after the other; they fit together if the rate in common is the same. */
    static Path between(Clock one, Clock other) {
        Path path = look(one, other);
        while (path.fromCommon.tickRate != path.toCommon.tickRate) {
            path = look(one, other);
        }
        return path;
    }

    private static Path look(Clock one, Clock other) {
        Frame from = one.frame();
        Frame to = other.frame();
        for (@Nullable Frame frame = from; frame != null; frame = frame.parent) {
            Frame common = to.of(frame.clock);
            if (common != null) {
                return new Path(from, frame, to, common);
            }
        }
        throw new NoCommonClockException(one, other);
    }
}
