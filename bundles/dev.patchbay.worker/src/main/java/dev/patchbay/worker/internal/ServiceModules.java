package dev.patchbay.worker.internal;

import dev.patchbay.worker.spi.InProcessModule;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;

/** The services of the node that are modules, by name, and those who want to hear of them. Thread-safe. */
final class ServiceModules implements AutoCloseable {

    private final BundleContext context;
    private final ServiceTracker<Object, String> tracker;

    /** Guarded by this, as below: by name, the best last. */
    private final Map<String, TreeSet<ServiceReference<Object>>> references = new HashMap<>();

    private final Map<String, Set<Runnable>> watchers = new HashMap<>();

    ServiceModules(BundleContext context) {
        this.context = context;
        try {
            tracker = new ServiceTracker<>(
                    context, FrameworkUtil.createFilter("(" + InProcessModule.PROPERTY + "=*)"), new Keeper());
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("A constant filter is wrong", e);
        }
        tracker.open(true);
    }

    /** The one of that name; null for none. */
    synchronized @Nullable ServiceReference<Object> find(String name) {
        TreeSet<ServiceReference<Object>> all = references.get(name);
        return all == null || all.isEmpty() ? null : all.last();
    }

    /** The object; null when it has left. To be let go. */
    @Nullable
    Object hold(ServiceReference<Object> reference) {
        return context.getService(reference);
    }

    void letGo(ServiceReference<Object> reference) {
        context.ungetService(reference);
    }

    /** Told when another one is there, or none. */
    synchronized void watch(String name, Runnable watcher) {
        watchers.computeIfAbsent(name, key -> new LinkedHashSet<>()).add(watcher);
    }

    synchronized void unwatch(String name, Runnable watcher) {
        watchers.getOrDefault(name, Set.of()).remove(watcher);
    }

    private void tell(String name) {
        List<Runnable> told;
        synchronized (this) {
            told = List.copyOf(watchers.getOrDefault(name, Set.of()));
        }
        told.forEach(Runnable::run);
    }

    @Override
    public void close() {
        tracker.close();
    }

    /** Keeps the references. */
    private final class Keeper implements ServiceTrackerCustomizer<Object, String> {

        @Override
        public String addingService(ServiceReference<Object> reference) {
            String name = String.valueOf(reference.getProperty(InProcessModule.PROPERTY));
            synchronized (ServiceModules.this) {
                references.computeIfAbsent(name, key -> new TreeSet<>()).add(reference);
            }
            tell(name);
            return name;
        }

        @Override
        public void modifiedService(ServiceReference<Object> reference, String name) {
            synchronized (ServiceModules.this) {
                TreeSet<ServiceReference<Object>> all = references.getOrDefault(name, new TreeSet<>());
                all.removeIf(reference::equals);
                all.add(reference); // where its new ranking puts it
            }
            tell(name);
        }

        @Override
        public void removedService(ServiceReference<Object> reference, String name) {
            synchronized (ServiceModules.this) {
                // by equality: its ranking may not be what it was when it came
                references.getOrDefault(name, new TreeSet<>()).removeIf(reference::equals);
            }
            tell(name);
        }
    }
}
