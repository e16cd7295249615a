package dev.patchbay.event.internal;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The masks of all subscribers by what the names they hear begin with, so that only those are tried that may match: for a
 * name it looks once for each length of such a beginning, however many masks there are. Immutable.
 */
final class MaskIndex {

    /** A mask and the place of who wants it among the subscribers. */
    private record Wanted(Predicate<String> mask, int place) {}

    private final List<Subscriber> subscribers;
    private final Map<String, List<Wanted>> byBeginning = new HashMap<>();
    private final Set<Integer> lengths = new TreeSet<>();

    MaskIndex(List<Subscriber> subscribers) {
        this.subscribers = List.copyOf(subscribers);
        for (int place = 0; place < this.subscribers.size(); place++) {
            int whose = place;
            this.subscribers.get(place).wants().compiled().forEach((text, mask) -> add(text, new Wanted(mask, whose)));
        }
    }

    private void add(String text, Wanted wanted) {
        String beginning = Mask.beginning(text);
        byBeginning.computeIfAbsent(beginning, none -> new ArrayList<>()).add(wanted);
        lengths.add(beginning.length());
    }

    /** Those who hear a name, each once, in their order. */
    List<Subscriber> hearing(String name) {
        BitSet places = new BitSet(subscribers.size());
        for (int length : lengths) {
            if (length > name.length()) {
                break;
            }
            byBeginning.getOrDefault(name.substring(0, length), List.of()).stream()
                    .filter(wanted -> wanted.mask().test(name))
                    .forEach(wanted -> places.set(wanted.place()));
        }
        return places.stream().mapToObj(subscribers::get).toList();
    }
}
