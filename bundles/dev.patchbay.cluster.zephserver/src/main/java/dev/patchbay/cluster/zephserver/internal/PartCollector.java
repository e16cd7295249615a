package dev.patchbay.cluster.zephserver.internal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Joins long messages from their parts, which may come in any order and twice. What stays incomplete is dropped after
 * a minute, or earlier, oldest first, when too much of it is kept. Thread-safe.
 */
final class PartCollector {

    private static final Duration LIFE = Duration.ofMinutes(1);

    /** What a part costs beside its text. */
    private static final int OVERHEAD = 100;

    private final InstantSource clock;
    private final long capacity;

    /** By uuid, oldest first. */
    private final Map<String, Parts> incomplete = new LinkedHashMap<>();

    private long kept;
    private int dropped;

    /** @param capacity of everything kept, in bytes */
    PartCollector(InstantSource clock, long capacity) {
        this.clock = clock;
        this.capacity = capacity;
    }

    /**
     * Takes one part.
     *
     * @return the whole text when this was the last one missing
     * @throws IllegalArgumentException when it is no part, with what is wrong
     */
    synchronized Optional<String> add(Part part) {
        Parts parts = incomplete.computeIfAbsent(part.uuid(), uuid -> new Parts(part.parts(), clock.instant()));
        kept += parts.add(part);
        if (parts.isComplete()) {
            remove(part.uuid());
            return Optional.of(parts.join());
        }
        while (kept > capacity) {
            remove(incomplete.keySet().iterator().next());
            dropped++;
        }
        return Optional.empty();
    }

    private void remove(String uuid) {
        Parts parts = incomplete.remove(uuid);
        kept -= parts == null ? 0 : parts.size;
    }

    /**
     * Drops what has waited for too long.
     *
     * @return how many messages were dropped, for whatever reason, since this was asked last
     */
    synchronized int expire() {
        Instant limit = clock.instant().minus(LIFE);
        Iterator<Parts> oldestFirst = incomplete.values().iterator();
        while (oldestFirst.hasNext()) {
            Parts parts = oldestFirst.next();
            if (parts.since.isAfter(limit)) {
                break;
            }
            oldestFirst.remove();
            kept -= parts.size;
            dropped++;
        }
        int count = dropped;
        dropped = 0;
        return count;
    }

    /** What has come of one message. */
    private static final class Parts {

        private final int expected;
        private final Instant since;
        private final Map<Integer, String> chunks = new HashMap<>();
        private int size;

        Parts(int expected, Instant since) {
            this.expected = expected;
            this.since = since;
        }

        /** How much more is kept now. */
        int add(Part part) {
            if (part.parts() != expected) {
                throw new IllegalArgumentException(
                        "Expected a part of " + expected + ", got one of " + part.parts() + ", uuid " + part.uuid());
            }
            int more = chunks.putIfAbsent(part.number(), part.chunk()) == null
                    ? part.chunk().length() + OVERHEAD
                    : 0;
            size += more;
            return more;
        }

        boolean isComplete() {
            return chunks.size() == expected;
        }

        String join() {
            StringBuilder text = new StringBuilder(size);
            for (int i = 0; i < expected; i++) {
                text.append(chunks.get(i));
            }
            return text.toString();
        }
    }
}
