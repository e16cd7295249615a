package dev.patchbay.event.internal;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;
import org.osgi.service.event.EventHandler;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;

/**
 * Event Admin in which a slow handler delays nobody: what is posted waits for each handler in a queue of its own.
 *
 * <p>It stands in front of the framework's Event Admin by its service ranking. Events that are sent, and so must have
 * been handled when the call returns, are that one's as before.
 */
final class IsolatingEventAdmin
        implements EventAdmin, ServiceTrackerCustomizer<EventHandler, QueuedHandler>, AutoCloseable {

    private final BundleContext context;
    private final EventAdmin synchronous;
    private final Executor threads;
    private final int capacity;
    private final Audience audience;
    private final List<QueuedHandler> handlers = new CopyOnWriteArrayList<>();
    private final ServiceTracker<EventHandler, QueuedHandler> tracker;

    /**
     * @param synchronous delivers what is sent
     * @param capacity events that may wait for one handler
     * @param audience is told what handlers want to hear of the bus
     */
    IsolatingEventAdmin(
            BundleContext context, EventAdmin synchronous, Executor threads, int capacity, Audience audience) {
        this.context = context;
        this.synchronous = synchronous;
        this.threads = threads;
        this.capacity = capacity;
        this.audience = audience;
        this.tracker = new ServiceTracker<>(context, EventHandler.class, this);
    }

    void open() {
        tracker.open(true);
    }

    @Override
    public void postEvent(Event event) {
        for (QueuedHandler handler : handlers) {
            handler.offer(event);
        }
    }

    /** Whether anybody but our own link may want to hear about a topic, so that nothing is made for nobody. */
    boolean isHeard(String topic) {
        for (QueuedHandler handler : handlers) {
            if (handler.hears(topic) && !handler.isLink()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void sendEvent(Event event) {
        synchronous.sendEvent(event);
    }

    @Override
    public QueuedHandler addingService(ServiceReference<EventHandler> reference) {
        QueuedHandler handler = new QueuedHandler(reference, () -> context.getService(reference), threads, capacity);
        handlers.add(handler);
        if (!handler.isLink()) {
            audience.join(handler, EventAdminLink.masks(handler.topics()));
        }
        return handler;
    }

    @Override
    public void modifiedService(ServiceReference<EventHandler> reference, QueuedHandler handler) {
        handler.reconsider();
        audience.change(handler, EventAdminLink.masks(handler.topics()));
    }

    @Override
    public void removedService(ServiceReference<EventHandler> reference, QueuedHandler handler) {
        handlers.remove(handler);
        audience.leave(handler);
        handler.close();
        context.ungetService(reference);
    }

    @Override
    public void close() {
        tracker.close();
    }
}
