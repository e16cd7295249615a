package dev.patchbay.event.internal;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The newest events, up to a bound. Thread-safe. */
final class ReplayBuffer {

    private final @Nullable PublishedEvent[] ring;
    private long newest;
    private long oldest = 1;

    ReplayBuffer(int capacity) {
        this.ring = new PublishedEvent[capacity];
    }

    synchronized void add(PublishedEvent event) {
        newest = event.seq();
        if (ring.length > 0) {
            ring[(int) (newest % ring.length)] = event;
        }
        oldest = Math.max(oldest, newest - ring.length + 1);
    }

    /** Those after a number, oldest first. */
    synchronized List<PublishedEvent> after(long since) {
        List<PublishedEvent> events = new ArrayList<>();
        for (long seq = Math.max(Math.min(since, newest) + 1, oldest); seq <= newest; seq++) {
            PublishedEvent event = ring[(int) (seq % ring.length)];
            if (event != null) {
                events.add(event);
            }
        }
        return events;
    }

    /** The number of the oldest there is; one more than the newest when there is none. */
    synchronized long oldest() {
        return oldest;
    }
}
