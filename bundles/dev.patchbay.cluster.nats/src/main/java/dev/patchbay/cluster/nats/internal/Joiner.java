package dev.patchbay.cluster.nats.internal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Joins long messages from their parts. One of which a part was lost is dropped at the next part, or after a minute, or
 * earlier, oldest first, when too much is kept. Thread-safe.
 */
final class Joiner {

    private static final Duration LIFE = Duration.ofMinutes(1);

    private final InstantSource clock;
    private final long capacity;

    /** By sender and message, oldest first. */
    private final Map<String, Begun> incomplete = new LinkedHashMap<>();

    private long kept;
    private int dropped;

    /** What has come of one message. */
    private static final class Begun {

        private final Instant since;
        private final StringBuilder text = new StringBuilder();
        private int next;

        Begun(Instant since) {
            this.since = since;
        }
    }

    /** @param capacity of everything kept, in bytes */
    Joiner(InstantSource clock, long capacity) {
        this.clock = clock;
        this.capacity = capacity;
    }

    /** The whole text when this was all of it, or the last part. */
    synchronized Optional<String> add(Frame frame) {
        if (frame.parts() == 1) {
            return Optional.of(frame.text());
        }
        String key = frame.sender() + ' ' + frame.message();
        if (frame.number() == 0) {
            incomplete.putIfAbsent(key, new Begun(clock.instant()));
        }
        Begun begun = incomplete.get(key);
        if (begun == null) {
            return Optional.empty(); // its beginning was never heard, or it was dropped already
        }
        return append(key, begun, frame);
    }

    private Optional<String> append(String key, Begun begun, Frame frame) {
        if (begun.next != frame.number()) {
            drop(key);
            return Optional.empty();
        }
        begun.next++;
        begun.text.append(frame.text());
        kept += frame.text().length();
        if (begun.next == frame.parts()) {
            remove(key);
            return Optional.of(begun.text.toString());
        }
        while (kept > capacity) {
            drop(incomplete.keySet().iterator().next());
        }
        return Optional.empty();
    }

    private void drop(String key) {
        remove(key);
        dropped++;
    }

    private void remove(String key) {
        Begun begun = incomplete.remove(key);
        kept -= begun == null ? 0 : begun.text.length();
    }

    /**
     * Drops what has waited for too long.
     *
     * @return how many messages were dropped, for whatever reason, since this was asked last
     */
    synchronized int expire() {
        Instant limit = clock.instant().minus(LIFE);
        Iterator<Begun> oldestFirst = incomplete.values().iterator();
        while (oldestFirst.hasNext()) {
            Begun begun = oldestFirst.next();
            if (begun.since.isAfter(limit)) {
                break;
            }
            oldestFirst.remove();
            kept -= begun.text.length();
            dropped++;
        }
        int count = dropped;
        dropped = 0;
        return count;
    }
}
