package dev.patchbay.settings.internal;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What the installed bundles declare that can be set; a type is read when it is asked for. Not thread-safe. */
final class SectionTypes {

    private static final Comparator<SectionType> OWN_FIRST = Comparator.<SectionType, Boolean>comparing(
                    type -> !SectionName.isOwn(type.pid()))
            .thenComparing(SectionType::pid);

    private final Map<String, Supplier<Optional<SectionType>>> byPid;
    private final OriginalNames originals;

    /** @param byPid what reads a type; it tells none when the bundle's declaration is broken */
    SectionTypes(Map<String, Supplier<Optional<SectionType>>> byPid, OriginalNames originals) {
        this.byPid = byPid;
        this.originals = originals;
    }

    /** The product's own, by name, then those of other bundles. */
    List<SectionType> all() {
        return byPid.values().stream()
                .flatMap(reader -> reader.get().stream())
                .sorted(OWN_FIRST)
                .toList();
    }

    /** The names of the sections, as the file has them. */
    Set<String> names() {
        return byPid.keySet().stream().map(SectionName::shortNameOf).collect(Collectors.toSet());
    }

    /** What original systems call some of the keys. */
    OriginalNames originals() {
        return originals;
    }

    /** The type for a PID or factory PID; empty when no installed bundle declares it in a way that can be read. */
    Optional<SectionType> find(String pid) {
        return Optional.ofNullable(byPid.get(pid)).flatMap(Supplier::get);
    }
}
