package dev.patchbay.settings.internal;

import java.util.Collection;
import java.util.List;

/** The original names that the installed bundles declare, in the order of their bundles. Immutable. */
record OriginalNames(List<OriginalName> all) {

    /** Each once, for a bundle may be installed in two versions. */
    static OriginalNames of(Collection<OriginalName> all) {
        return new OriginalNames(all.stream().distinct().toList());
    }

    /** Whether a value of this name at the top level belongs to a section, though it be an object. */
    boolean contain(String name) {
        return all.stream().anyMatch(original -> original.name().equals(name));
    }

    /** What a key of a section was called; empty when no original had it. */
    List<String> of(SectionName section, String key) {
        return all.stream()
                .filter(original ->
                        original.section().equals(section) && original.key().equals(key))
                .map(OriginalName::name)
                .toList();
    }
}
