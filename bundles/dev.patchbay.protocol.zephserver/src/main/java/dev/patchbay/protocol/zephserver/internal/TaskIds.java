package dev.patchbay.protocol.zephserver.internal;

import dev.patchbay.naming.OriginalId;
import dev.patchbay.task.spi.Task;
import dev.patchbay.task.spi.TaskName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Filter;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;

/**
 * The names of the tasks that carry an {@link OriginalId}. Looks at references only, no task is made. Thread-safe.
 *
 * <p>An id keeps its name when its task leaves, so that runs asked for while it is being replaced wait in the dispatcher
 * for the successor.
 */
final class TaskIds implements ServiceTrackerCustomizer<Object, ServiceReference<Object>> {

    private final ServiceTracker<Object, ServiceReference<Object>> tracker;

    /** The tasks that are here, by id; guarded by this. */
    private final Map<String, List<ServiceReference<Object>>> present = new HashMap<>();

    /** The name of the best task by id, or that of the last; as many as ids were ever deployed; guarded by this. */
    private final Map<String, String> names = new HashMap<>();

    TaskIds(BundleContext context) {
        tracker = new ServiceTracker<>(context, filter(), this);
    }

    private static Filter filter() {
        try {
            return FrameworkUtil.createFilter("(&(objectClass=" + Task.class.getName() + ")(" + OriginalId.PROPERTY
                    + "=*)(" + TaskName.PROPERTY + "=*))");
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e); // made of constants
        }
    }

    void open() {
        tracker.open();
    }

    void close() {
        tracker.close();
    }

    /** Empty when no task has ever had that id. */
    synchronized Optional<String> nameOf(String id) {
        return Optional.ofNullable(names.get(id));
    }

    @Override
    public synchronized ServiceReference<Object> addingService(ServiceReference<Object> reference) {
        String id = String.valueOf(reference.getProperty(OriginalId.PROPERTY));
        List<ServiceReference<Object>> all = present.computeIfAbsent(id, any -> new ArrayList<>());
        all.add(reference);
        takeNameOfBest(id, all);
        return reference;
    }

    @Override
    public synchronized void modifiedService(ServiceReference<Object> reference, ServiceReference<Object> same) {
        removedService(reference, same);
        addingService(reference);
    }

    @Override
    public synchronized void removedService(ServiceReference<Object> reference, ServiceReference<Object> same) {
        present.forEach((id, all) -> {
            if (all.remove(reference)) {
                takeNameOfBest(id, all);
            }
        });
        present.values().removeIf(List::isEmpty);
    }

    private void takeNameOfBest(String id, List<ServiceReference<Object>> all) {
        if (!all.isEmpty()) {
            names.put(id, String.valueOf(Collections.max(all).getProperty(TaskName.PROPERTY)));
        }
    }
}
