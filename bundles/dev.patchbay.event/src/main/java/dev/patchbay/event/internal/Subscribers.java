package dev.patchbay.event.internal;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Everybody who subscribed, and for recent names who of them hears it. Thread-safe. */
final class Subscribers {

    private static final int MAX_NAMES = 1_000;

    private final List<Subscriber> all = new CopyOnWriteArrayList<>();

    /** Who hears a name; emptied whenever a subscriber or a mask comes or goes, and when it grows too large. */
    private final Map<String, List<Subscriber>> matches = new ConcurrentHashMap<>();

    void add(Subscriber subscriber) {
        all.add(subscriber);
        forgetMatches();
    }

    void remove(Subscriber subscriber) {
        all.remove(subscriber);
        forgetMatches();
    }

    void forgetMatches() {
        matches.clear();
    }

    List<Subscriber> hearing(String name) {
        List<Subscriber> known = matches.get(name);
        if (known != null) {
            return known;
        }
        if (matches.size() >= MAX_NAMES) {
            matches.clear();
        }
        List<Subscriber> hearing =
                all.stream().filter(subscriber -> subscriber.hears(name)).toList();
        matches.put(name, hearing);
        return hearing;
    }
}
