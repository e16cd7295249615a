package dev.patchbay.worker.internal;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;

/** Tells whether a bundle was updated, when that is over: whoever updates it must not find somebody else at it. */
final class BundleWatch implements CodeWatch {

    /** How often one that is not resolved is looked at before that is taken for its state. */
    private static final int MOST_LOOKS = 20;

    private final Supplier<@Nullable Bundle> finder;

    /** When what is known was modified; and what was seen last, if it is something else. */
    private long known;

    private long pending;
    private int looks;

    /**
     * Watches whatever is found.
     *
     * @param known when the bundle was modified that is known
     */
    BundleWatch(Supplier<@Nullable Bundle> finder, long known) {
        this.finder = finder;
        this.known = known;
        pending = known;
    }

    @Override
    public Look look() {
        Bundle bundle = finder.get();
        if (bundle == null) {
            return Look.UNREADABLE; // it may come again
        }
        long modified = bundle.getLastModified();
        if (modified == known) {
            return Look.SAME;
        }
        if (modified != pending) {
            pending = modified;
            looks = 0;
        }
        looks++;
        if (looks == 1 || bundle.getState() == Bundle.INSTALLED && looks < MOST_LOOKS) {
            return Look.SETTLING;
        }
        known = modified;
        return Look.CHANGED;
    }
}
