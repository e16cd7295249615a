package dev.patchbay.service.internal;

import dev.patchbay.service.HostedServices;
import dev.patchbay.service.ServiceStatus;
import dev.patchbay.service.spi.HostedService;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The services by name: who is there, who may begin, and the order of all. */
final class ServiceEngine implements HostedServices {

    private static final Logger LOG = LoggerFactory.getLogger(ServiceEngine.class);

    /** At most so many unknown names are remembered as logged. */
    private static final int MOST_UNKNOWN = 1_000;

    private final Announcer announcer;
    private final RunningInstances instances = new RunningInstances();

    /** Guards what follows; a service begins under it, so that none begins that a stop does not see. */
    private final Object lock = new Object();

    /** In the order of their creation. */
    private final Map<String, Hosted> available = new LinkedHashMap<>();

    private final Set<String> unknown = new HashSet<>();
    private int pendingStops;
    private boolean closed;

    private volatile ServiceOrder order;
    private volatile long stopInMs;

    ServiceEngine(ServiceOrder order, long stopInMs, Announcer announcer) {
        this.order = order;
        this.stopInMs = stopInMs;
        this.announcer = announcer;
    }

    /** Holds for what comes; what runs goes on. */
    void configure(ServiceOrder nextOrder, long nextStopInMs) {
        order = nextOrder;
        stopInMs = nextStopInMs;
    }

    @Override
    public boolean create(String name, HostedService service) {
        return add(name, Origin.code(service), service).isPresent();
    }

    /** Makes a service available; empty when the name is taken, or after {@link #close}. */
    Optional<Hosted> add(String name, Origin origin, HostedService service) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(service, "service");
        synchronized (lock) {
            if (closed || available.containsKey(name)) {
                return Optional.empty();
            }
            Hosted hosted = new Hosted(name, origin, service, instances, announcer);
            available.put(name, hosted);
            unknown.remove(name);
            unknown.remove(String.valueOf(origin.originalId()));
            return Optional.of(hosted);
        }
    }

    @Override
    public boolean enable(String name) {
        Run run;
        synchronized (lock) {
            Hosted hosted = find(name);
            run = hosted == null ? null : begin(hosted);
        }
        return run != null && run.start();
    }

    private @Nullable Run begin(Hosted hosted) {
        return pendingStops > 0 ? null : hosted.begin();
    }

    @Override
    public boolean enableAll() {
        boolean all = true;
        for (Hosted hosted : ordered()) {
            all &= hosted.isEnabled() || enable(hosted);
        }
        return all;
    }

    /** Enables this very service, if it is still there. */
    boolean enable(Hosted hosted) {
        Run run;
        synchronized (lock) {
            run = hosted.equals(available.get(hosted.name())) ? begin(hosted) : null;
        }
        return run != null && run.start();
    }

    @Override
    public boolean disable(String name) {
        Optional<Hosted> hosted = lookUp(name);
        return hosted.isPresent()
                && Farewell.of(List.of(hosted.get()), stopInMs).asked() > 0;
    }

    @Override
    public boolean disableAll() {
        return disableAll(ordered());
    }

    private boolean disableAll(List<Hosted> inOrder) {
        List<Hosted> reversed = new ArrayList<>(inOrder);
        Collections.reverse(reversed);
        return Farewell.of(reversed, stopInMs).leftBehind() == 0;
    }

    @Override
    public boolean delete(String name) {
        synchronized (lock) {
            Hosted hosted = find(name);
            return hosted != null && available.remove(hosted.name(), hosted);
        }
    }

    @Override
    public boolean deleteAll() {
        synchronized (lock) {
            available.clear();
        }
        return true;
    }

    /** Forgets this very service, and waits in bounded time until its main has ended. Harmless when repeated. */
    void retire(Hosted hosted) {
        retireAll(List.of(hosted));
    }

    /** Retires those that are meant, also when they have been forgotten and still run. */
    void retireAll(Predicate<Hosted> meant) {
        List<Hosted> leaving = new ArrayList<>(ordered());
        Collections.reverse(leaving);
        leaving.addAll(forgotten(leaving));
        leaving.removeIf(meant.negate());
        retireAll(leaving);
    }

    private void retireAll(List<Hosted> leaving) {
        synchronized (lock) {
            leaving.forEach(hosted -> available.remove(hosted.name(), hosted));
        }
        Farewell.of(leaving, stopInMs);
    }

    /** Those that run and are not among the known. */
    private List<Hosted> forgotten(List<Hosted> known) {
        List<Hosted> running = new ArrayList<>(instances.all());
        running.removeAll(known);
        return running;
    }

    @Override
    public Optional<HostedService> get(String name) {
        Hosted hosted;
        Run begun = null;
        synchronized (lock) {
            hosted = find(name);
            if (hosted != null && !hosted.isEnabled()) {
                begun = begin(hosted);
                if (begun == null) {
                    return Optional.empty();
                }
            }
        }
        if (hosted == null) {
            tellUnknown(name);
            return Optional.empty();
        }
        return begun == null || begun.start() ? Optional.of(hosted.service()) : Optional.empty();
    }

    /** Once for each name until it comes: who asks for a service in vain usually goes on asking. */
    private void tellUnknown(String name) {
        boolean isNews;
        synchronized (lock) {
            isNews = unknown.size() < MOST_UNKNOWN && unknown.add(name);
        }
        if (isNews) {
            LOG.warn("Service '{}' was asked for and is not there; 'services' lists those that are", name);
        }
    }

    @Override
    public void stop() {
        synchronized (lock) {
            pendingStops++;
        }
        try {
            disableAll();
            deleteAll();
        } finally {
            synchronized (lock) {
                pendingStops--;
            }
        }
    }

    /**
     * The end: like {@link #stop}, for good, and for those as well that have been forgotten and still run.
     *
     * @param limitInMs how long services have before they are interrupted, if the setting allows them more
     */
    Farewell.Outcome close(long limitInMs) {
        synchronized (lock) {
            closed = true;
            pendingStops++;
        }
        List<Hosted> all = new ArrayList<>(ordered());
        Collections.reverse(all);
        all.addAll(forgotten(all));
        Farewell.Outcome outcome = Farewell.of(all, Math.min(limitInMs, stopInMs));
        deleteAll();
        return outcome;
    }

    boolean isClosed() {
        synchronized (lock) {
            return closed;
        }
    }

    @Override
    public List<ServiceStatus> list() {
        return ordered().stream().map(Hosted::status).toList();
    }

    /** The listed ones first, then the others as they came. */
    private List<Hosted> ordered() {
        ServiceOrder now = order;
        List<Hosted> all;
        synchronized (lock) {
            all = new ArrayList<>(available.values());
        }
        all.sort(Comparator.comparingInt(
                hosted -> now.position(hosted.name(), hosted.origin().originalId())));
        return all;
    }

    private Optional<Hosted> lookUp(String name) {
        synchronized (lock) {
            return Optional.ofNullable(find(name));
        }
    }

    /** By name; otherwise, of those with that original id, the one with the highest ranking that came first. */
    private @Nullable Hosted find(String name) {
        Hosted named = available.get(name);
        return named != null ? named : findById(name);
    }

    private @Nullable Hosted findById(String id) {
        Hosted best = null;
        for (Hosted hosted : available.values()) {
            boolean isBetter =
                    best == null || hosted.origin().ranking() > best.origin().ranking();
            if (id.equals(hosted.origin().originalId()) && isBetter) {
                best = hosted;
            }
        }
        return best;
    }
}
