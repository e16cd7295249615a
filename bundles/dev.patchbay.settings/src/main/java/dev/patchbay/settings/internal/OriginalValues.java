package dev.patchbay.settings.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts what a document gives under original names into the sections it belongs to. */
final class OriginalValues {

    private final SettingsDocument document;
    private final PathExpansion paths;
    private final Map<SectionName, Section> sections = new LinkedHashMap<>();
    private final List<String> warnings = new ArrayList<>();

    OriginalValues(SettingsDocument document, Collection<Section> written, PathExpansion paths) {
        this.document = document;
        this.paths = paths;
        written.forEach(section -> sections.put(section.name(), section));
    }

    /** Takes a value, unless the section has its key already; {@code null} is as good as absent. */
    void take(OriginalName original) {
        Object value = document.valueAt(original.path());
        if (value == null) {
            return;
        }
        Section section = sections.getOrDefault(original.section(), empty(original.section()));
        if (section.values().get(original.key()) == null) {
            sections.put(section.name(), section.with(original, paths.expand(original.key(), value)));
        } else {
            warnings.add(document.placeOf(original.path()) + ": left out, since "
                    + String.join(".", section.pathOf(original.key())) + " is given too; remove one of them");
        }
    }

    /** The sections of the file in its order, then those that have original names only. */
    List<Section> sections() {
        return List.copyOf(sections.values());
    }

    /** A sentence for each value that was left out. */
    List<String> warnings() {
        return List.copyOf(warnings);
    }

    private static Section empty(SectionName name) {
        return new Section(name.toString(), name, Map.of());
    }
}
