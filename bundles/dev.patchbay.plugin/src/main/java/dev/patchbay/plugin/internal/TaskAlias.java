package dev.patchbay.plugin.internal;

import dev.patchbay.task.spi.Task;
import dev.patchbay.task.spi.TaskName;
import java.util.Hashtable;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.Filter;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.PrototypeServiceFactory;
import org.osgi.framework.ServiceObjects;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;

/** Another name of a task: whoever offers the task, now or later, offers it by this name too. */
final class TaskAlias implements ServiceTrackerCustomizer<Object, ServiceRegistration<?>> {

    private final BundleContext context;
    private final String alias;

    private TaskAlias(BundleContext context, String alias) {
        this.context = context;
        this.alias = alias;
    }

    /** @throws IllegalArgumentException when there is no such task */
    static AutoCloseable open(BundleContext context, String alias, String task) {
        ServiceTracker<Object, ServiceRegistration<?>> tracker =
                new ServiceTracker<>(context, filter(task), new TaskAlias(context, alias));
        tracker.open(true);
        if (tracker.isEmpty()) {
            tracker.close();
            throw new IllegalArgumentException(
                    "Expected a task that is there for alias '" + alias + "', got '" + task + "', which is not");
        }
        return tracker::close;
    }

    private static Filter filter(String task) {
        String literal = task.replaceAll("[\\\\*()]", "\\\\$0");
        try {
            return FrameworkUtil.createFilter(
                    "(&(objectClass=" + Task.class.getName() + ")(" + TaskName.PROPERTY + "=" + literal + "))");
        } catch (InvalidSyntaxException e) {
            throw new IllegalArgumentException("Expected the name of a task, got '" + task + "'", e);
        }
    }

    @Override
    public ServiceRegistration<?> addingService(ServiceReference<Object> task) {
        return context.registerService(
                Task.class.getName(), new Delegate(context.getServiceObjects(task)), properties(task));
    }

    @Override
    public void modifiedService(ServiceReference<Object> task, ServiceRegistration<?> registration) {
        registration.setProperties(properties(task));
    }

    @Override
    public void removedService(ServiceReference<Object> task, ServiceRegistration<?> registration) {
        ServiceOffers.unregister(registration);
    }

    /** Everything of ours that the task says about itself holds for it, whatever name it is called by. */
    private Hashtable<String, Object> properties(ServiceReference<Object> task) {
        Hashtable<String, Object> properties = new Hashtable<>();
        for (String key : task.getPropertyKeys()) {
            if (key.startsWith("patchbay.") || key.equals(Constants.SERVICE_RANKING)) {
                properties.put(key, task.getProperty(key));
            }
        }
        properties.put(TaskName.PROPERTY, alias);
        return properties;
    }

    /** Instances of the task itself. */
    private record Delegate(ServiceObjects<Object> task) implements PrototypeServiceFactory<Object> {

        @Override
        public @Nullable Object getService(Bundle bundle, ServiceRegistration<Object> registration) {
            return task.getService();
        }

        @Override
        public void ungetService(Bundle bundle, ServiceRegistration<Object> registration, Object instance) {
            task.ungetService(instance);
        }
    }
}
