package dev.patchbay.event.internal;

import dev.patchbay.event.EventListener;
import dev.patchbay.event.Subscription;
import java.util.Collection;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A subscription, told on the bus's thread. */
class Subscriber implements Subscription {

    private static final Logger LOG = LoggerFactory.getLogger(Subscriber.class);

    private final Subscribers subscribers;
    private final EventListener listener;
    private volatile MaskSet masks;
    private volatile boolean closed;

    Subscriber(Subscribers subscribers, Collection<String> masks, EventListener listener) {
        this.subscribers = subscribers;
        this.listener = listener;
        this.masks = MaskSet.EMPTY.with(masks);
    }

    boolean hears(String name) {
        return masks.matches(name);
    }

    /** What it wants to hear now. */
    MaskSet wants() {
        return masks;
    }

    /** Takes an event; called on the bus's thread. */
    void take(PublishedEvent event) {
        if (!closed) {
            tell(event);
        }
    }

    /** Tells the listener; whatever it throws stays here, as does an interrupt it leaves behind. */
    final void tell(PublishedEvent event) {
        try {
            listener.onEvent(event);
        } catch (InterruptedException e) {
            LOG.debug("A listener was interrupted on event {} ({})", event.name(), event.seq());
        } catch (Throwable e) { // the thread goes on with other listeners, whatever one of them throws
            LOG.warn("A listener failed on event {} ({})", event.name(), event.seq(), e);
        } finally {
            Thread.interrupted();
        }
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public Set<String> masks() {
        return masks.masks();
    }

    @Override
    public void add(Collection<String> more) {
        synchronized (this) {
            masks = masks.with(more);
            subscribers.change(this, masks);
        }
    }

    @Override
    public void remove(Collection<String> fewer) {
        synchronized (this) {
            masks = masks.without(fewer);
            subscribers.change(this, masks);
        }
    }

    @Override
    public long lost() {
        return 0;
    }

    @Override
    public void close() {
        closed = true;
        subscribers.remove(this);
    }
}
