package dev.patchbay.event.internal;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Who of some subscribers hears a name, as their masks are when it is first asked. Remembers recent names. Thread-safe. */
final class Hearing {

    private static final int MAX_NAMES = 1_000;

    private final List<Subscriber> subscribers;
    private final Map<String, List<Subscriber>> known = new ConcurrentHashMap<>();
    private volatile @Nullable MaskIndex index;

    Hearing(List<Subscriber> subscribers) {
        this.subscribers = subscribers;
    }

    List<Subscriber> of(String name) {
        List<Subscriber> hearing = known.get(name);
        if (hearing == null) {
            hearing = index().hearing(name);
            if (known.size() >= MAX_NAMES) {
                known.clear();
            }
            known.put(name, hearing);
        }
        return hearing;
    }

    private MaskIndex index() {
        MaskIndex made = index;
        if (made == null) {
            made = new MaskIndex(subscribers);
            index = made;
        }
        return made;
    }
}
