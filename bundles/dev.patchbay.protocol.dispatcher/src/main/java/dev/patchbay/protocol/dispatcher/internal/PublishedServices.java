package dev.patchbay.protocol.dispatcher.internal;

import dev.patchbay.event.spi.EventSource;
import dev.patchbay.event.spi.EventSourceName;
import dev.patchbay.rpc.spi.Provider;
import dev.patchbay.rpc.spi.ProviderName;
import dev.patchbay.rpc.spi.RemoteProvider;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;

/**
 * The names of the services that can be called. Built-in ones are providers below {@code dispatcher.}, which clients leave
 * out. Thread-safe.
 */
@Component(service = PublishedServices.class)
public final class PublishedServices {

    /** Begins the names of the built-in services. */
    static final String PREFIX = "dispatcher.";

    private final BundleContext context;
    private final ServiceTracker<Object, String> tracker;

    /** As clients call them. */
    private final Set<String> names = ConcurrentHashMap.newKeySet();

    private final Set<String> builtIn = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition came = lock.newCondition();

    /** How many there are of each name; guarded by the lock. */
    private final Map<String, Integer> counts = new HashMap<>();

    @Activate
    public PublishedServices(BundleContext context) throws InvalidSyntaxException {
        this.context = context;
        String filter = "(&(" + ProviderName.PROPERTY + "=*)(|(objectClass=" + Provider.class.getName()
                + ")(objectClass=" + RemoteProvider.class.getName() + ")))";
        this.tracker = new ServiceTracker<>(context, FrameworkUtil.createFilter(filter), new Counting());
        tracker.open();
    }

    @Deactivate
    void deactivate() {
        tracker.close();
    }

    /** Where services are registered for clients. */
    BundleContext context() {
        return context;
    }

    /** The service in the name of a method: what stands before its last dot. */
    static String serviceOf(String method) {
        return method.substring(0, Math.max(0, method.lastIndexOf('.')));
    }

    /** The full name of a method, as the dispatcher knows it. */
    String resolve(String method) {
        return builtIn.contains(serviceOf(method)) ? PREFIX + method : method;
    }

    /** The provider behind a name; the one ranked highest of several. Empty when there is none. */
    Optional<ServiceReference<Object>> reference(String name) {
        String full = isBuiltIn(name) ? PREFIX + name : name;
        ServiceReference<Object>[] all = tracker.getServiceReferences();
        return all == null
                ? Optional.empty()
                : Stream.of(all)
                        .filter(each -> full.equals(String.valueOf(each.getProperty(ProviderName.PROPERTY))))
                        .max(Comparator.naturalOrder());
    }

    boolean contains(String name) {
        return names.contains(name);
    }

    boolean isBuiltIn(String name) {
        return builtIn.contains(name);
    }

    /** Sorted. */
    List<String> names() {
        return List.copyOf(new TreeSet<>(names));
    }

    /** The names of the event sources, sorted. */
    List<String> eventSources() {
        try {
            return context.getServiceReferences(EventSource.class, "(" + EventSourceName.PROPERTY + "=*)").stream()
                    .map(reference -> String.valueOf(reference.getProperty(EventSourceName.PROPERTY)))
                    .sorted()
                    .toList();
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("A constant filter is wrong", e);
        }
    }

    /** Waits for a service. @return false when it did not come in that time, in seconds */
    boolean await(String name, double timeoutInSec) throws InterruptedException {
        long restInNanos = (long) (timeoutInSec * TimeUnit.SECONDS.toNanos(1));
        lock.lockInterruptibly();
        try {
            while (!names.contains(name) && restInNanos > 0) {
                restInNanos = came.awaitNanos(restInNanos);
            }
            return names.contains(name);
        } finally {
            lock.unlock();
        }
    }

    private void count(String full, int change) {
        lock.lock();
        try {
            counts.merge(full, change, Integer::sum);
            counts.remove(full, 0);
            boolean isThere = counts.containsKey(full);
            boolean isBuiltIn = full.startsWith(PREFIX);
            String name = isBuiltIn ? full.substring(PREFIX.length()) : full;
            if (isBuiltIn) {
                put(builtIn, name, isThere);
            }
            put(names, name, isThere || counts.containsKey(isBuiltIn ? name : PREFIX + name));
            came.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private static void put(Set<String> set, String name, boolean isThere) {
        if (isThere) {
            set.add(name);
        } else {
            set.remove(name);
        }
    }

    /** Counts services by their names; keeps the name each was counted by. */
    private final class Counting implements ServiceTrackerCustomizer<Object, String> {

        @Override
        public String addingService(ServiceReference<Object> reference) {
            String name = String.valueOf(reference.getProperty(ProviderName.PROPERTY));
            count(name, 1);
            return name;
        }

        @Override
        public void modifiedService(ServiceReference<Object> reference, String name) {
            // a name does not change
        }

        @Override
        public void removedService(ServiceReference<Object> reference, String name) {
            count(name, -1);
        }
    }
}
