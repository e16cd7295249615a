package dev.patchbay.event.internal;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Masks of one subscriber. Immutable. */
final class MaskSet {

    static final MaskSet EMPTY = new MaskSet(Map.of());

    private final Map<String, Predicate<String>> compiled;

    private MaskSet(Map<String, Predicate<String>> compiled) {
        this.compiled = compiled;
    }

    MaskSet with(Collection<String> masks) {
        Map<String, Predicate<String>> more = new LinkedHashMap<>(compiled);
        masks.forEach(mask -> more.computeIfAbsent(mask, Mask::compile));
        return new MaskSet(more);
    }

    MaskSet without(Collection<String> masks) {
        Map<String, Predicate<String>> fewer = new LinkedHashMap<>(compiled);
        fewer.keySet().removeAll(Set.copyOf(masks));
        return new MaskSet(fewer);
    }

    boolean matches(String name) {
        for (Predicate<String> mask : compiled.values()) {
            if (mask.test(name)) {
                return true;
            }
        }
        return false;
    }

    /** What each mask hears. */
    Map<String, Predicate<String>> compiled() {
        return compiled;
    }

    Set<String> masks() {
        return Set.copyOf(compiled.keySet());
    }
}
