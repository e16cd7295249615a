package dev.patchbay.event.internal;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The newest events, up to a bound. Thread-safe.
 *
 * <p>It keeps what happened, not the forms of it: those belong to protocol bundles, which may leave. Receivers at the
 * same time still share one event with its forms.
 */
final class ReplayBuffer {

    private final @Nullable Slot[] ring;
    private long newest;
    private long oldest = 1;

    ReplayBuffer(int capacity) {
        this.ring = new Slot[capacity];
    }

    synchronized void add(PublishedEvent event) {
        newest = event.seq();
        if (ring.length > 0) {
            ring[(int) (newest % ring.length)] = new Slot(event);
        }
        oldest = Math.max(oldest, newest - ring.length + 1);
    }

    /** Those after a number, oldest first. */
    synchronized List<PublishedEvent> after(long since) {
        List<PublishedEvent> events = new ArrayList<>();
        for (long seq = Math.max(Math.min(since, newest) + 1, oldest); seq <= newest; seq++) {
            Slot slot = ring[(int) (seq % ring.length)];
            if (slot != null) {
                events.add(slot.event());
            }
        }
        return events;
    }

    /** The number of the oldest there is; one more than the newest when there is none. */
    synchronized long oldest() {
        return oldest;
    }

    /** One place in the ring; guarded by the buffer. */
    private static final class Slot {

        private final Occurrence occurrence;
        private WeakReference<PublishedEvent> handed;

        Slot(PublishedEvent event) {
            this.occurrence = event.occurrence();
            this.handed = new WeakReference<>(event);
        }

        /** The event that somebody still handles, or a new one. */
        PublishedEvent event() {
            PublishedEvent event = handed.get();
            if (event == null) {
                event = new PublishedEvent(occurrence);
                handed = new WeakReference<>(event);
            }
            return event;
        }
    }
}
