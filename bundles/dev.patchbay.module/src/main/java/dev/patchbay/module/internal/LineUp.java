package dev.patchbay.module.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Who is in, in order, and who is the background. Immutable. */
final class LineUp {

    static final LineUp EMPTY = new LineUp(Map.of(), null);

    private final Map<String, Member> members;
    private final @Nullable Member background;

    /** @param members in order; nobody else changes it */
    private LineUp(Map<String, Member> members, @Nullable Member background) {
        this.members = Collections.unmodifiableMap(members);
        this.background = background;
    }

    /** In order. */
    Collection<Member> members() {
        return members.values();
    }

    Optional<Member> find(String uid) {
        return Optional.ofNullable(members.get(uid));
    }

    Optional<Member> background() {
        return Optional.ofNullable(background);
    }

    /** The members, and the background. */
    List<Member> all() {
        List<Member> all = new ArrayList<>(members.values());
        background().ifPresent(all::add);
        return all;
    }

    LineUp with(Member last) {
        Map<String, Member> changed = new LinkedHashMap<>(members);
        changed.put(last.uid(), last);
        return new LineUp(changed, background);
    }

    LineUp withBackground(Member next) {
        return new LineUp(members, next);
    }

    /** Without those for whom that holds. */
    LineUp without(Predicate<Member> leaves) {
        Map<String, Member> changed = new LinkedHashMap<>(members);
        changed.values().removeIf(leaves);
        return new LineUp(changed, background != null && leaves.test(background) ? null : background);
    }

    /** With these first; unknown and repeated ones are ignored. */
    LineUp moved(List<String> uids) {
        Map<String, Member> changed = new LinkedHashMap<>();
        uids.forEach(uid -> find(uid).ifPresent(member -> changed.put(uid, member)));
        members.forEach(changed::putIfAbsent);
        return new LineUp(changed, background);
    }

    List<String> uids() {
        return List.copyOf(members.keySet());
    }
}
