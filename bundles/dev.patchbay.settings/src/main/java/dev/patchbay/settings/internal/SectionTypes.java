package dev.patchbay.settings.internal;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the installed bundles declare that can be set. Immutable. */
final class SectionTypes {

    private static final Comparator<SectionType> OWN_FIRST = Comparator.<SectionType, Boolean>comparing(
                    type -> !SectionName.isOwn(type.pid()))
            .thenComparing(SectionType::pid);

    private final Map<String, SectionType> byPid;
    private final OriginalNames originals;

    /** Keeps the first of those that have one PID. */
    SectionTypes(Collection<SectionType> types, OriginalNames originals) {
        this.originals = originals;
        byPid = types.stream().collect(Collectors.toMap(SectionType::pid, Function.identity(), (first, next) -> first));
    }

    /** The product's own, by name, then those of other bundles. */
    List<SectionType> all() {
        return byPid.values().stream().sorted(OWN_FIRST).toList();
    }

    /** What original systems call some of the keys. */
    OriginalNames originals() {
        return originals;
    }

    /** The type for a PID or factory PID; empty when no installed bundle declares it. */
    Optional<SectionType> find(String pid) {
        return Optional.ofNullable(byPid.get(pid));
    }
}
