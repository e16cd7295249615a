package dev.patchbay.event.internal;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Those who are told about events, and who of them hears a name. Thread-safe. */
final class Subscribers {

    private final Audience audience;
    private final List<Subscriber> all = new CopyOnWriteArrayList<>();

    /**
     * Who hears what; made anew whenever a subscriber or a mask comes or goes. New and not just changed, so that what
     * is found at that moment goes into the old one and is forgotten with it.
     */
    private volatile Hearing hearing = new Hearing(all);

    /** @param audience is told what those it counts among its hearers want */
    Subscribers(Audience audience) {
        this.audience = audience;
    }

    /** Adds a subscriber, unless it has been closed before its turn came. */
    void add(Subscriber subscriber) {
        all.add(subscriber);
        if (subscriber.isClosed()) {
            all.remove(subscriber);
        }
        hearing = new Hearing(all);
    }

    void change(Subscriber subscriber, MaskSet masks) {
        audience.change(subscriber, masks);
        hearing = new Hearing(all);
    }

    void remove(Subscriber subscriber) {
        all.remove(subscriber);
        audience.leave(subscriber);
        hearing = new Hearing(all);
    }

    /** Closes all of them. */
    void close() {
        all.forEach(Subscriber::close);
    }

    /** In the order of subscribing. */
    List<Subscriber> hearing(String name) {
        return hearing.of(name);
    }
}
