package dev.patchbay.event.internal;

import dev.patchbay.event.EventTypes;
import dev.patchbay.event.spi.Emits;
import dev.patchbay.event.spi.EventSource;
import dev.patchbay.event.spi.EventType;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;

/** The kinds of event that services announce for as long as they are there. */
final class AnnouncedEvents implements EventTypes, ServiceTrackerCustomizer<Object, Announcement>, AutoCloseable {

    private static final String FILTER = "(&(|(objectClass=" + EventSource.class.getName() + ")(objectClass="
            + EventType.class.getName() + "))(" + Emits.PROPERTY + "=*))";

    /** Event sources know best, and otherwise the highest service ranking. */
    private static final Comparator<Announcement> BEST_FIRST = Comparator.comparing(Announcement::isOfSource)
            .thenComparing(Announcement::service)
            .reversed();

    /** What is known of one kind of event. */
    private record Kind(@Nullable String source, @Nullable Map<String, @Nullable Object> schema) {

        /** What the other knows serves where this knows nothing. */
        Kind or(Kind other) {
            return new Kind(source == null ? other.source : source, schema == null ? other.schema : schema);
        }
    }

    private final BundleContext context;
    private final Bus bus;
    private final Executor threads;
    private final ServiceTracker<Object, Announcement> tracker;

    /** Guarded by this. */
    private final Set<Announcement> announcements = new HashSet<>();

    /** By name; replaced, never changed. */
    private volatile SortedMap<String, Kind> kinds = new TreeMap<>();

    /** @param threads ask services for their schemas, since that may take long */
    AnnouncedEvents(BundleContext context, Bus bus, Executor threads) {
        this.context = context;
        this.bus = bus;
        this.threads = threads;
        try {
            this.tracker = new ServiceTracker<>(context, FrameworkUtil.createFilter(FILTER), this);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e); // it is a constant
        }
    }

    void open() {
        tracker.open();
    }

    @Override
    public List<Description> list() {
        return kinds.entrySet().stream()
                .map(kind -> description(kind.getKey(), kind.getValue()))
                .toList();
    }

    private Description description(String name, Kind kind) {
        return new Description(
                name, kind.source(), kind.schema(), bus.audience().count(name));
    }

    @Override
    public Announcement addingService(ServiceReference<Object> service) {
        Announcement announcement = new Announcement(service);
        synchronized (this) {
            announcements.add(announcement);
        }
        if (announcement.isOfSource()) {
            announcement.complete(null);
            refresh();
        } else {
            threads.execute(() -> ask(service, announcement));
        }
        return announcement;
    }

    private void ask(ServiceReference<Object> service, Announcement announcement) {
        Object made = context.getService(service);
        announcement.complete(made);
        if (made != null) {
            context.ungetService(service);
        }
        refresh();
    }

    @Override
    public void modifiedService(ServiceReference<Object> service, Announcement announcement) {
        refresh();
    }

    @Override
    public void removedService(ServiceReference<Object> service, Announcement announcement) {
        synchronized (this) {
            announcements.remove(announcement);
        }
        refresh();
    }

    /** Looks at all that is there, and tells what has come and gone since it was done last. */
    private synchronized void refresh() {
        SortedMap<String, Kind> former = kinds;
        SortedMap<String, Kind> now = new TreeMap<>();
        announcements.stream()
                .filter(Announcement::isComplete)
                .sorted(BEST_FIRST)
                .forEach(announcement -> announcement
                        .names()
                        .forEach(name ->
                                now.merge(name, new Kind(announcement.source(), announcement.schema()), Kind::or)));
        kinds = now;
        tell("server.event.removed", former.keySet(), now.keySet());
        tell("server.event.added", now.keySet(), former.keySet());
    }

    private void tell(String event, Set<String> of, Set<String> butNot) {
        of.stream().filter(name -> !butNot.contains(name)).forEach(name -> bus.publish(event, Map.of("name", name)));
    }

    @Override
    public void close() {
        tracker.close();
    }
}
