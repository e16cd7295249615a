package dev.patchbay.event.internal;

import dev.patchbay.event.EventListener;
import java.util.Collection;
import java.util.concurrent.Executor;

/** A subscription whose listener may block: events wait for it in a queue of its own. */
final class QueuedSubscriber extends Subscriber {

    private final Backlog<PublishedEvent> backlog;

    QueuedSubscriber(
            Subscribers subscribers, Collection<String> masks, EventListener listener, Executor threads, int capacity) {
        super(subscribers, masks, listener);
        this.backlog = new Backlog<>(capacity, threads, this::tell);
    }

    @Override
    void take(PublishedEvent event) {
        backlog.add(event);
    }

    @Override
    public long lost() {
        return backlog.lost();
    }

    @Override
    public void close() {
        super.close();
        backlog.close();
    }
}
