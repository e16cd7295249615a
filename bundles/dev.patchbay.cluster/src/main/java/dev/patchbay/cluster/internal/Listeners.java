package dev.patchbay.cluster.internal;

import dev.patchbay.cluster.Cluster.Registration;
import dev.patchbay.cluster.ClusterEvent;
import dev.patchbay.cluster.ClusterListener;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who wants to hear which event. Thread-safe. */
final class Listeners {

    private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

    /** One subscription; two of the same listener are two. */
    private static final class Entry {

        private final ClusterListener listener;

        Entry(ClusterListener listener) {
            this.listener = listener;
        }
    }

    /** By the event's name, in the order of subscribing; never an empty list. */
    private final Map<String, List<Entry>> byEvent = new ConcurrentHashMap<>();

    Registration add(String event, ClusterListener listener) {
        Entry entry = new Entry(listener);
        byEvent.compute(event, (name, entries) -> {
            List<Entry> kept = entries == null ? new CopyOnWriteArrayList<>() : entries;
            kept.add(entry);
            return kept;
        });
        return () -> remove(event, entry);
    }

    private void remove(String event, Entry entry) {
        byEvent.computeIfPresent(event, (name, entries) -> {
            entries.remove(entry);
            return entries.isEmpty() ? null : entries;
        });
    }

    void tell(ClusterEvent event) {
        for (Entry entry : byEvent.getOrDefault(event.event(), List.of())) {
            try {
                entry.listener.onEvent(event);
            } catch (Exception | LinkageError | StackOverflowError e) { // the next is told all the same
                LOG.error("{} failed on cluster event {} of node {}", entry.listener, event.event(), event.source(), e);
            }
        }
    }
}
