package dev.patchbay.event.internal;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Filter;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventConstants;
import org.osgi.service.event.EventHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An Event Admin handler with what it wants to hear and what waits for it (OSGi Compendium §113.4). */
final class QueuedHandler implements Consumer<Event> {

    private static final Logger LOG = LoggerFactory.getLogger(QueuedHandler.class);

    private final ServiceReference<EventHandler> reference;
    private final Supplier<@Nullable EventHandler> handler;
    private final Backlog<Event> backlog;
    private volatile Interest interest;

    /** Asked for once; only who works on the backlog touches it. */
    private @Nullable EventHandler made;

    /** @param handler makes the service; asked on the handler's own thread, since that may take long */
    QueuedHandler(
            ServiceReference<EventHandler> reference,
            Supplier<@Nullable EventHandler> handler,
            Executor threads,
            int capacity) {
        this.reference = reference;
        this.handler = handler;
        this.backlog = new Backlog<>(capacity, threads, this);
        this.interest = interestOf(reference);
    }

    /** The service's properties have changed. */
    void reconsider() {
        interest = interestOf(reference);
    }

    /** What it may want to hear; its filter may still say no. */
    List<String> topics() {
        return interest.topics();
    }

    /** Whether it may want to hear about a topic; its filter may still say no. */
    boolean hears(String topic) {
        return interest.hears(topic);
    }

    /** Whether it is the link that brings events from here to the bus, and so hears nothing that came from there. */
    boolean isLink() {
        return reference.getProperty(EventAdminLink.MARK) != null;
    }

    void offer(Event event) {
        if (interest.test(event)) {
            backlog.add(event);
        }
    }

    void close() {
        backlog.close();
    }

    @Override
    public void accept(Event event) {
        try {
            if (made == null) {
                made = handler.get();
            }
            if (made != null) {
                made.handleEvent(event);
            }
        } catch (Throwable e) { // the thread goes on with other handlers, whatever one of them throws
            LOG.warn("{} failed on {}", this, event.getTopic(), e);
        } finally {
            Thread.interrupted();
        }
    }

    /** What a handler's properties ask for. */
    private record Interest(List<String> topics, Predicate<Event> filter) {

        boolean test(Event event) {
            return hears(event.getTopic()) && filter.test(event);
        }

        boolean hears(String topic) {
            for (String wanted : topics) {
                if (matches(wanted, topic)) {
                    return true;
                }
            }
            return false;
        }

        private static boolean matches(String wanted, String topic) {
            return wanted.equals(topic)
                    || wanted.equals("*")
                    || wanted.endsWith("/*") && topic.startsWith(wanted.substring(0, wanted.length() - 1));
        }
    }

    private static Interest interestOf(ServiceReference<EventHandler> reference) {
        Object filter = reference.getProperty(EventConstants.EVENT_FILTER);
        return new Interest(
                TextProperties.list(reference.getProperty(EventConstants.EVENT_TOPIC)),
                filter == null ? event -> true : filtered(filter.toString(), reference));
    }

    /** A handler whose filter is wrong hears nothing, as the specification says. */
    private static Predicate<Event> filtered(String text, ServiceReference<EventHandler> reference) {
        try {
            Filter filter = FrameworkUtil.createFilter(text);
            return event -> event.matches(filter);
        } catch (InvalidSyntaxException e) {
            LOG.warn("Expected an event filter (RFC 1960) on {}, got {}; it hears nothing", reference, text);
            return event -> false;
        }
    }

    @Override
    public String toString() {
        return "The event handler " + reference;
    }
}
