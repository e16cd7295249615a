package dev.patchbay.event.internal;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Everybody who subscribed, and for recent names who of them hears it. Thread-safe. */
final class Subscribers {

    private static final int MAX_NAMES = 1_000;

    private final List<Subscriber> all = new CopyOnWriteArrayList<>();

    /**
     * Who hears a name; a new map whenever a subscriber or a mask comes or goes, and when it grows too large. New and
     * not just emptied, so that what is found at that moment goes into the old one and is forgotten with it.
     */
    private volatile Map<String, List<Subscriber>> matches = new ConcurrentHashMap<>();

    /** Adds a subscriber, unless it has been closed before its turn came. */
    void add(Subscriber subscriber) {
        all.add(subscriber);
        if (subscriber.isClosed()) {
            all.remove(subscriber);
        }
        forgetMatches();
    }

    void remove(Subscriber subscriber) {
        all.remove(subscriber);
        forgetMatches();
    }

    void forgetMatches() {
        matches = new ConcurrentHashMap<>();
    }

    /** Closes all of them. */
    void close() {
        all.forEach(Subscriber::close);
    }

    List<Subscriber> hearing(String name) {
        Map<String, List<Subscriber>> current = matches;
        List<Subscriber> known = current.get(name);
        if (known != null) {
            return known;
        }
        if (current.size() >= MAX_NAMES) {
            forgetMatches();
        }
        List<Subscriber> hearing =
                all.stream().filter(subscriber -> subscriber.hears(name)).toList();
        current.put(name, hearing);
        return hearing;
    }
}
