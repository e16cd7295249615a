package dev.patchbay.event.internal;

import dev.patchbay.event.EventListener;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A subscription whose listener may block: events wait in a queue of its own, and a thread is on it only while there
 * are some.
 */
final class QueuedSubscriber extends Subscriber {

    private static final Logger LOG = LoggerFactory.getLogger(QueuedSubscriber.class);

    private final Executor threads;
    private final int capacity;

    /** Guarded by itself, as the two below. */
    private final ArrayDeque<PublishedEvent> queue = new ArrayDeque<>();

    private boolean running;
    private long lost;

    QueuedSubscriber(
            Subscribers subscribers, Collection<String> masks, EventListener listener, Executor threads, int capacity) {
        super(subscribers, masks, listener);
        this.threads = threads;
        this.capacity = capacity;
    }

    @Override
    void take(PublishedEvent event) {
        synchronized (queue) {
            if (isClosed()) {
                return;
            }
            if (queue.size() == capacity) {
                queue.removeFirst();
                noteLoss();
            }
            queue.addLast(event);
            if (running) {
                return;
            }
            running = true;
        }
        threads.execute(this::tellAll);
    }

    private void noteLoss() {
        if (lost++ == 0) {
            LOG.warn(
                    "A listener for {} is too slow: its queue of {} events is full and loses the oldest",
                    masks(),
                    capacity);
        }
    }

    private void tellAll() {
        for (PublishedEvent event = next(); event != null; event = next()) {
            tell(event);
        }
    }

    private @Nullable PublishedEvent next() {
        synchronized (queue) {
            PublishedEvent event = queue.pollFirst();
            running = event != null;
            return event;
        }
    }

    @Override
    public long lost() {
        synchronized (queue) {
            return lost;
        }
    }

    @Override
    public void close() {
        super.close();
        synchronized (queue) {
            queue.clear();
        }
    }
}
