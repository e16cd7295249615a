package dev.patchbay.settings.internal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks one document against what the bundles declare, and converts its values to the declared types. */
final class SettingsChecker {

    private final SettingsDocument document;
    private final SectionTypes types;
    private final List<String> warnings = new ArrayList<>();
    private final List<String> unknownSections = new ArrayList<>();

    private SettingsChecker(SettingsDocument document, SectionTypes types) {
        this.document = document;
        this.types = types;
        warnings.addAll(document.warnings());
    }

    /** The settings of a document; refused when a single value of it does not fit. */
    static Settings check(SettingsDocument document, SectionTypes types) throws SettingsProblem {
        return new SettingsChecker(document, types).check();
    }

    private Settings check() throws SettingsProblem {
        Map<SectionName, CheckedSection> checked = new LinkedHashMap<>();
        for (Section section : document.sections()) {
            checked.put(section.name(), new CheckedSection(section, properties(section)));
        }
        document.values().forEach(this::noteIfNoSection);
        return new Settings(document.values(), document.publicKeys(), checked, warnings, unknownSections);
    }

    /** A value at the top level is an application's own, but one by a section's name was most likely meant as that. */
    private void noteIfNoSection(String key, @Nullable Object value) {
        boolean isOther =
                value == null || value instanceof Map || types.originals().contain(key);
        if (!isOther && types.find(SectionName.of(key).pid()).isPresent()) {
            warnings.add(document.placeOf(key) + ": expected an object, got " + JsonWords.describe(value)
                    + "; the section of that name keeps its defaults");
        }
    }

    private void noteUnknown(Section section) {
        unknownSections.add(section.title());
        Suggestion.nearest(section.title(), types.names())
                .ifPresent(word -> warnings.add(document.placeOf(section.title())
                        + ": no installed bundle knows this section (yet); did you mean '" + word + "'?"));
    }

    private Map<String, Object> properties(Section section) throws SettingsProblem {
        Optional<SectionType> type = types.find(section.name().pid());
        if (type.isEmpty()) {
            noteUnknown(section);
        }
        Map<String, Object> properties = new LinkedHashMap<>();
        Set<String> seen = new HashSet<>();
        for (Map.Entry<String, @Nullable Object> entry : section.values().entrySet()) {
            boolean isFit = isFit(section, type.isPresent(), entry.getKey(), seen);
            if (isFit && entry.getValue() != null) {
                property(section, type, entry.getKey(), entry.getValue())
                        .ifPresent(value -> properties.put(entry.getKey(), value));
            }
        }
        return properties;
    }

    /**
     * Whether Configuration Admin can have such a key: it has no empty ones, and does not tell apart those that differ
     * in case. In an object that may be an application's own, such a key is no mistake.
     */
    private boolean isFit(Section section, boolean isDeclared, String key, Set<String> seen) throws SettingsProblem {
        if (seen.add(key.toLowerCase(Locale.ROOT)) && !(key.isEmpty() && !isDeclared)) {
            return true;
        }
        if (isDeclared) {
            throw document.problem("each key once", "it again in other letters", section.pathOf(key));
        }
        warnings.add(document.placeOf(section.pathOf(key)) + ": not passed on to a bundle that may ask for section "
                + section.title() + ", since " + (key.isEmpty() ? "it is empty" : "it is there in other letters too"));
        return false;
    }

    /** Undeclared keys with a dot are left to others: {@code service.ranking}, the targets of references. */
    private Optional<Object> property(Section section, Optional<SectionType> type, String key, Object value)
            throws SettingsProblem {
        Attribute attribute = type.flatMap(known -> known.attribute(key)).orElse(null);
        if (attribute != null) {
            return Optional.of(attribute.convert(value).orElseThrow(() -> problem(section, attribute, value)));
        }
        if (type.isPresent() && key.indexOf('.') < 0) {
            warnings.add(leftOut(section, type.get(), key));
            return Optional.empty();
        }
        return Optional.of(UntypedValues.convert(value));
    }

    private String leftOut(Section section, SectionType type, String key) {
        String hint = Suggestion.nearest(key, type.keys())
                .map(word -> "did you mean '" + word + "'?")
                .orElse("it has " + String.join(", ", type.keys()));
        return document.placeOf(section.pathOf(key)) + ": not a setting of " + type.name() + " and left out; " + hint;
    }

    private SettingsProblem problem(Section section, Attribute attribute, Object value) {
        String got = attribute.isSecret() ? JsonWords.kind(value) + " (not shown)" : JsonWords.describe(value);
        return document.problem(attribute.expected(), got, section.pathOf(attribute.key()));
    }
}
