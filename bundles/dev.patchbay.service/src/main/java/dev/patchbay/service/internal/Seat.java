package dev.patchbay.service.internal;

import java.util.Comparator;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A name and those who want it: the offer with the highest ranking has it, the next when that one leaves. Thread-safe. */
final class Seat {

    // guarded by this, which is not held while anything is hosted or retired
    private final Set<Offer> offers = new HashSet<>();
    private final Set<Offer> unfit = new HashSet<>();
    private @Nullable Offer holder;
    private boolean changing;

    synchronized void add(Offer offer) {
        offers.add(offer);
    }

    /** Takes away this very offer, and no other. */
    synchronized void remove(Offer offer) {
        offers.remove(offer);
        unfit.remove(offer);
    }

    /** Nobody has or wants the name. */
    synchronized boolean isEmpty() {
        return offers.isEmpty() && holder == null && !changing;
    }

    /** Who has the name at this moment. */
    synchronized Optional<Offer> holder() {
        return Optional.ofNullable(holder);
    }

    /**
     * Gives the name to the best. Blocks while the one before is disabled; when another thread is at it already,
     * returns at once and that thread does it.
     *
     * @param hosted is told who has the name now
     */
    void settle(Consumer<Offer> hosted) {
        Change change = begin();
        while (change != null) {
            try {
                apply(change, hosted);
            } finally {
                end();
            }
            change = begin();
        }
    }

    private void apply(Change change, Consumer<Offer> hosted) {
        if (change.from() != null) {
            change.from().retire();
        }
        if (change.to() == null) {
            return;
        }
        if (change.to().host()) {
            hosted.accept(change.to());
        } else {
            setAside(change.to());
        }
    }

    private synchronized @Nullable Change begin() {
        Offer best = best();
        Offer former = holder;
        if (changing || (best == null ? former == null : best.equals(former))) {
            return null;
        }
        changing = true;
        holder = best;
        return new Change(former, best);
    }

    private @Nullable Offer best() {
        return offers.stream()
                .filter(offer -> !unfit.contains(offer))
                .max(Comparator.comparing(Offer::reference))
                .orElse(null);
    }

    private synchronized void end() {
        changing = false;
    }

    private synchronized void setAside(Offer offer) {
        if (offers.contains(offer)) {
            unfit.add(offer);
        }
    }

    private record Change(@Nullable Offer from, @Nullable Offer to) {}
}
