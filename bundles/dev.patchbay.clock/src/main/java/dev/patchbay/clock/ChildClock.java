package dev.patchbay.clock;

import java.lang.ref.Reference;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A clock with settings over a parent: keeps them as one value, tells of changes, and keeps the tree a tree. */
abstract class ChildClock<P extends Plan> extends Clock {

    /** Guards who is whose parent, of all clocks: two that adopt each other at once must not both succeed. */
    private static final Object TREE = new Object();

    /** Guards the replacing of {@link #plan}, not its reading; nobody is called inside. */
    private final Object replacing = new Object();

    private volatile P plan;
    /** The frame of last time, which is nearly always the frame of this time. */
    private volatile @Nullable LineFrame cached;
    /** Guarded by TREE. */
    private Reference<Clock> binding;

    ChildClock(P first) {
        plan = first;
        binding = first.parent().dependents().bind(this);
        startTelling();
    }

    @Override
    public final Ticks now() {
        return frame().now();
    }

    @Override
    public final double tickRate() {
        return frame().tickRate;
    }

    @Override
    public final double speed() {
        return frame().speed;
    }

    @Override
    public final Clock parent() {
        return plan().parent();
    }

    @Override
    public final @Nullable Ticks toParent(Ticks own) {
        return frame().toParent(own);
    }

    @Override
    public final Ticks fromParent(Ticks parent) {
        return frame().fromParent(parent);
    }

    @Override
    protected final double errorInSecAt(Ticks own) {
        return frame().errorAt(own);
    }

    @Override
    public String toString() {
        return plan().toString().replaceFirst("Settings", getClass().getSimpleName());
    }

    final P plan() {
        return plan;
    }

    @Override
    final LineFrame frame() {
        P current = plan();
        Frame above = current.parent().frame();
        LineFrame known = cached;
        if (known != null && known.plan == current && known.parent == above) {
            return known;
        }
        LineFrame made = current.over(this, above);
        cached = made;
        return made;
    }

    /** What the plan makes of the parent as it is now. */
    final LineFrame frameOf(P some) {
        return some.over(this, some.parent().frame());
    }

    /** Replaces the settings; false if they were the same already. The operator may be asked more than once. */
    final boolean replace(UnaryOperator<P> next) {
        P before;
        P after;
        do {
            before = plan();
            after = next.apply(before);
        } while (!replace(before, after));
        return !after.equals(before);
    }

    private boolean replace(P before, P after) {
        synchronized (replacing) {
            boolean undisturbed = plan == before;
            if (undisturbed) {
                plan = after;
            }
            return undisturbed;
        }
    }

    /** Replaces the settings, and tells of it if they were others. */
    final void change(UnaryOperator<P> next) {
        if (replace(next)) {
            notifyChanged();
        }
    }

    /** Lets it hang under another clock, and tells of it if it did not already. */
    final void adopt(Clock parent, UnaryOperator<P> next) {
        boolean changed;
        synchronized (TREE) {
            refuseCycle(Objects.requireNonNull(parent));
            Clock former = parent();
            changed = replace(next);
            if (former != parent) {
                former.dependents().unbind(binding);
                binding = parent.dependents().bind(this);
                cached = null; // it would keep the former parent in memory
            }
        }
        if (changed) {
            notifyChanged();
        }
    }

    private void refuseCycle(Clock parent) {
        for (Clock clock = parent; clock != null; clock = clock.parent()) {
            if (clock == this) {
                throw new IllegalArgumentException("Expected a parent that is not computed from this clock, got "
                        + parent + ", which is this one or hangs under it; clocks form a tree");
            }
        }
    }
}
