package dev.patchbay.service.internal;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which services are enabled when they come.
 *
 * <p>At the start of the node the operator's list decides if there is one: what is in it is enabled, nothing else is.
 * What comes later is enabled unless it says itself that it does not want to be, or it is only the update of one that
 * the list had left out. Thread-safe.
 */
final class StartPlan {

    private volatile ServiceOrder order;

    /** Names of those that were there at the start and not in the list; guarded by itself. */
    private final Set<String> leftOut = new HashSet<>();

    StartPlan(ServiceOrder order) {
        this.order = order;
    }

    /** Holds for what comes. */
    void configure(ServiceOrder next) {
        order = next;
    }

    int position(Offer offer) {
        return order.position(offer.names().name(), offer.names().originalId());
    }

    /** Whether one that was there at the start is enabled. */
    boolean enablesAtStart(Offer offer) {
        if (order.isEmpty()) {
            return offer.wantsToBeEnabled();
        }
        boolean listed = lists(offer);
        if (!listed) {
            leaveOut(offer.names().name());
        }
        return listed;
    }

    private void leaveOut(String name) {
        synchronized (leftOut) {
            leftOut.add(name);
        }
    }

    /** Whether one that came later is enabled. */
    boolean enablesLater(Offer offer) {
        return lists(offer)
                || (offer.wantsToBeEnabled() && !wasLeftOut(offer.names().name()));
    }

    private boolean wasLeftOut(String name) {
        synchronized (leftOut) {
            return leftOut.contains(name);
        }
    }

    /** Whether it would not be enabled if the node started anew. */
    boolean forgetsAtNextStart(Offer offer) {
        return !order.isEmpty() && !lists(offer);
    }

    private boolean lists(Offer offer) {
        return order.lists(offer.names().name(), offer.names().originalId());
    }

    /** The entries of the list that none of these answers to. */
    List<String> missing(List<Offer> offers) {
        Set<String> known = new HashSet<>();
        offers.forEach(offer -> {
            known.add(offer.names().name());
            known.add(String.valueOf(offer.names().originalId()));
        });
        return order.entries().stream()
                .filter(entry -> !known.contains(entry))
                .distinct()
                .collect(Collectors.toList());
    }
}
