package dev.patchbay.clock;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Of a clock that is a straight line over its parent: through one point, with a slope. */
final class LineFrame extends Frame {

    /** From what it was made; whoever has the same and the same parent needs no new frame. */
    final Plan plan;

    private final Frame above;
    private final Ticks parentPoint;
    private final Ticks point;
    private final Ratio down;
    private final @Nullable Ratio up;
    private final List<Correlation> errors;

    LineFrame(Plan plan, Clock clock, Frame parent, Line line) {
        super(clock, parent, line.tickRate(), line.speed());
        this.plan = plan;
        this.above = parent;
        this.parentPoint = line.parentPoint();
        this.point = line.point();
        this.down = line.down();
        this.up = line.up();
        this.errors = line.errors();
    }

    /**
     * The straight line of a clock over its parent.
     *
     * @param errors what may be off, of which the least holds; empty for nothing
     */
    record Line(
            double tickRate,
            double speed,
            Ticks parentPoint,
            Ticks point,
            Ratio down,
            @Nullable Ratio up,
            List<Correlation> errors) {}

    @Override
    Ticks now() {
        return fromParent(above.now());
    }

    Ticks parentNow() {
        return above.now();
    }

    @Override
    @Nullable
    Ticks toParent(Ticks own) {
        if (up == null) {
            return own.equals(point) ? parentPoint : null;
        }
        return up.along(parentPoint, point, own);
    }

    @Override
    Ticks fromParent(Ticks parentTicks) {
        return down.along(point, parentPoint, parentTicks);
    }

    @Override
    double errorAt(Ticks own) {
        Ticks parentTicks = toParent(own);
        return parentTicks == null ? Double.POSITIVE_INFINITY : errorAtParent(parentTicks);
    }

    double errorAtParent(Ticks parentTicks) {
        double least = errors.isEmpty() ? 0 : Double.POSITIVE_INFINITY;
        for (Correlation correlation : errors) {
            least = Math.min(least, correlation.errorAt(parentTicks, above.tickRate));
        }
        return least;
    }
}
