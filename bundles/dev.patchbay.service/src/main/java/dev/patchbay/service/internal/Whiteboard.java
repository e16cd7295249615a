package dev.patchbay.service.internal;

import dev.patchbay.service.spi.HostedService;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hosts the services that are published: those that are there at the start in the operator's order, the others as they
 * come.
 *
 * <p>The framework tells about a departure while the service still works, and waits for us: that is when it is disabled
 * and joined.
 */
final class Whiteboard implements ServiceTrackerCustomizer<HostedService, Offer> {

    private static final Logger LOG = LoggerFactory.getLogger(Whiteboard.class);

    private final BundleContext context;
    private final ServiceEngine engine;
    private final StartPlan plan;
    private final ServiceTracker<HostedService, Offer> tracker;

    /** Those who have or want a name, by the name. */
    private final Map<String, Seat> seats = new ConcurrentHashMap<>();

    /** What came before the start; null from then on. Guarded by {@link #startLock}. */
    private @Nullable List<Offer> early = new ArrayList<>();

    private final Object startLock = new Object();

    Whiteboard(BundleContext context, ServiceEngine engine, StartPlan plan) {
        this.context = context;
        this.engine = engine;
        this.plan = plan;
        this.tracker = new ServiceTracker<>(context, HostedService.class, this);
    }

    /** Notes who is there, without making any. */
    void open() {
        tracker.open();
    }

    /** Makes all that are there, then enables them, both in order; those that come from now on are hosted at once. */
    void start() {
        List<Offer> offers = takeEarly();
        List<Seat> order = offers.stream()
                .sorted(Comparator.comparingInt(plan::position)
                        .thenComparing(Comparator.comparing(Offer::reference).reversed()))
                .map(offer -> seats.get(offer.names().name()))
                .filter(seat -> seat != null)
                .distinct()
                .toList();
        List<Offer> created = new ArrayList<>();
        order.forEach(seat -> seat.settle(created::add));
        LOG.info("services created: {}", created.size());
        long enabled = created.stream()
                .filter(plan::enablesAtStart)
                .filter(this::enable)
                .count();
        LOG.info("services enabled: {}", enabled);
        tellMissing(offers);
    }

    private List<Offer> takeEarly() {
        synchronized (startLock) {
            List<Offer> offers = early == null ? List.of() : early;
            offers.forEach(this::seat);
            early = null;
            return offers;
        }
    }

    private void tellMissing(List<Offer> offers) {
        List<String> missing = plan.missing(offers);
        if (!missing.isEmpty()) {
            LOG.warn(
                    "Nobody offers the services {} of setting service.order; they are enabled when they come", missing);
        }
    }

    /** Disables and releases all that are still there. */
    void close() {
        tracker.close();
    }

    @Override
    public @Nullable Offer addingService(ServiceReference<HostedService> reference) {
        try {
            Offer offer = new Offer(context, engine, reference, Names.of(reference));
            if (!waitsForStart(offer)) {
                seat(offer).settle(this::came);
            }
            return offer;
        } catch (IllegalArgumentException e) {
            LOG.error("Refused a hosted service of {}: {}", reference.getBundle(), e.getMessage());
            return null;
        }
    }

    private boolean waitsForStart(Offer offer) {
        synchronized (startLock) {
            return early != null && early.add(offer);
        }
    }

    private Seat seat(Offer offer) {
        return seats.compute(offer.names().name(), (name, seat) -> {
            Seat wanted = seat == null ? new Seat() : seat;
            wanted.add(offer);
            return wanted;
        });
    }

    private void came(Offer offer) {
        boolean enabled = plan.enablesLater(offer) && enable(offer);
        LOG.info(
                "Service '{}' of {} is {}",
                offer.names().name(),
                offer.bundle(),
                enabled ? "enabled" : "available, not enabled");
        if (enabled && plan.forgetsAtNextStart(offer)) {
            LOG.info(
                    "Service '{}' is not in setting service.order: the next start of the node will not enable it",
                    offer.names().name());
        }
    }

    private boolean enable(Offer offer) {
        return Stream.ofNullable(offer.hosted()).anyMatch(engine::enable);
    }

    @Override
    public void modifiedService(ServiceReference<HostedService> reference, Offer offer) {
        Seat seat = seats.get(offer.names().name());
        if (seat != null) {
            seat.settle(this::came); // the ranking may have changed
        }
    }

    @Override
    public void removedService(ServiceReference<HostedService> reference, Offer offer) {
        forgetEarly(offer);
        String name = offer.names().name();
        Seat seat = seats.get(name);
        if (seat == null) {
            return;
        }
        seat.remove(offer);
        offer.leave();
        seat.settle(this::came);
        seats.computeIfPresent(name, (any, now) -> now.isEmpty() ? null : now);
        LOG.info("Service '{}' of {} left", name, offer.bundle());
    }

    private void forgetEarly(Offer offer) {
        synchronized (startLock) {
            if (early != null) {
                early.remove(offer);
            }
        }
    }
}
