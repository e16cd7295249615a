package dev.patchbay.event.internal;

import dev.patchbay.event.Demand;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells one watcher each time the first hearer of some events comes and the last one leaves: every change, in order, one
 * at a time. Thread-safe, never blocks who changes something.
 */
final class DemandWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DemandWatch.class);

    private final Set<String> names;
    private final Demand demand;
    private final Executor threads;
    private final Consumer<DemandWatch> onClose;

    /** Hearers of one of the names; guarded by this, as the four below. */
    private int hearers;

    /** Changes so far and how many of them were told: they alternate, so the numbers say which. */
    private long changes;

    private long told;
    private boolean isTelling;
    private boolean isClosed;

    /** @param names full names */
    DemandWatch(Collection<String> names, Demand demand, Executor threads, Consumer<DemandWatch> onClose) {
        this.names = Set.copyOf(names);
        this.demand = demand;
        this.threads = threads;
        this.onClose = onClose;
    }

    /** Somebody who wanted to hear one thing now wants another. */
    synchronized void shift(MaskSet before, MaskSet after) {
        boolean wasWanted = hearers > 0;
        hearers += count(after) - count(before);
        if (wasWanted == hearers > 0 || isClosed) {
            return;
        }
        changes++;
        if (!isTelling) {
            isTelling = true;
            threads.execute(this::tellAll);
        }
    }

    private int count(MaskSet masks) {
        return names.stream().anyMatch(masks::matches) ? 1 : 0;
    }

    private void tellAll() {
        for (long change = next(); change > 0; change = next()) {
            tell(change);
        }
    }

    /** The number of the change to be told next; 0 when there is none. */
    private synchronized long next() {
        isTelling = told < changes && !isClosed;
        return isTelling ? ++told : 0;
    }

    private void tell(long change) {
        try {
            if (change % 2 == 1) {
                demand.onWanted();
            } else {
                demand.onUnwanted();
            }
        } catch (Throwable e) { // the next change must still be told
            LOG.warn("{} failed on being told who wants {}", demand, names, e);
        } finally {
            Thread.interrupted();
        }
    }

    /** Tells nothing more; a call under way goes on. */
    @Override
    public void close() {
        synchronized (this) {
            isClosed = true;
        }
        onClose.accept(this);
    }
}
