package dev.patchbay.settings.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A settings file that may be applied. Immutable.
 *
 * @param values everything at the top level, paths expanded
 * @param publicKeys what everybody may see
 * @param sections by the configuration they stand for, in the file's order
 * @param warnings a sentence for each key that was left out
 * @param unknownSections names of the sections no installed bundle declares
 */
record Settings(
        Map<String, @Nullable Object> values,
        List<String> publicKeys,
        Map<SectionName, CheckedSection> sections,
        List<String> warnings,
        List<String> unknownSections) {

    /** What holds before a file was read, and without one. */
    static final Settings NONE = new Settings(Map.of(), List.of(), Map.of(), List.of(), List.of());

    /** What everybody may see: each public key in the order listed, null for one that is not set. */
    Map<String, @Nullable Object> publicValues() {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        publicKeys.forEach(key -> shown.put(key, values.get(key)));
        return shown;
    }

    /** Whether the section reads here as it reads in other settings. */
    boolean agreesOn(SectionName name, Settings other) {
        CheckedSection mine = sections.get(name);
        CheckedSection theirs = other.sections.get(name);
        return mine != null
                && theirs != null
                && mine.section().values().equals(theirs.section().values());
    }
}
