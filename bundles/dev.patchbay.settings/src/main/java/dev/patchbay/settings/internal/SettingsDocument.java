package dev.patchbay.settings.internal;

import dev.patchbay.json.JsonDocument;
import dev.patchbay.json.JsonException;
import dev.patchbay.json.Position;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A settings file as it was read: values with paths expanded, sections, and where each key stands. Immutable. */
final class SettingsDocument {

    /** The top-level key that lists what everybody may see. */
    static final String PUBLIC = "public";

    private final Path file;
    private final JsonDocument json;
    private final Assignments assignments;
    private final Map<String, @Nullable Object> values;
    private final List<Section> sections = new ArrayList<>();
    private final List<String> publicKeys = new ArrayList<>();
    private final List<String> warnings;

    private SettingsDocument(
            Path file, JsonDocument json, Assignments assignments, PathExpansion paths, OriginalNames originals)
            throws SettingsProblem {
        this.file = file;
        this.json = json;
        this.assignments = assignments;
        this.values = paths.expandIn(assignments.over(objectIn(json.value())));
        readPublicKeys();
        readSections(paths, originals);
        warnings = readOriginals(paths, originals);
    }

    /**
     * Reads a file; the file is not kept open.
     *
     * @param assignments go before what is in the file
     * @param originals the names at the top level that stand for keys of sections
     */
    static SettingsDocument read(Path file, Assignments assignments, PathExpansion paths, OriginalNames originals)
            throws SettingsProblem {
        try {
            return new SettingsDocument(
                    file, JsonDocument.parse(Files.readString(file)), assignments, paths, originals);
        } catch (JsonException e) {
            throw SettingsProblem.notJson(file, e);
        } catch (NoSuchFileException e) {
            throw SettingsProblem.notThere(file);
        } catch (IOException e) {
            throw SettingsProblem.unreadable(file, e);
        }
    }

    /** Everything at the top level, in the file's order. */
    Map<String, @Nullable Object> values() {
        return Collections.unmodifiableMap(values);
    }

    /** What a path of keys leads to; null when it leads nowhere. */
    @Nullable
    Object valueAt(String... path) {
        Object value = values;
        for (String key : path) {
            value = value instanceof Map<?, ?> object ? object.get(key) : null;
        }
        return value;
    }

    /** The sections in the file's order, then those given by original names only; each configuration once. */
    List<Section> sections() {
        return List.copyOf(sections);
    }

    /** A sentence for each value that was left out. */
    List<String> warnings() {
        return warnings;
    }

    /** What {@code public} lists. */
    List<String> publicKeys() {
        return List.copyOf(publicKeys);
    }

    /** The file, line, column and name of a key, given the keys that lead to it; or that it is on the command line. */
    String placeOf(String... path) {
        String key = String.join(".", path);
        return assignments.contain(path) ? "--set " + key : Place.of(file, position(path), key);
    }

    /** The refusal of what stands at a key. */
    SettingsProblem problem(String expected, String got, String... path) {
        String remedy = assignments.contain(path) ? "correct it and start again" : "correct it and save the file";
        return SettingsProblem.at(placeOf(path), expected, got, remedy);
    }

    private Position position(String... path) {
        return json.positionOf(path);
    }

    @SuppressWarnings("unchecked") // the parser makes no other maps
    private Map<String, @Nullable Object> objectIn(@Nullable Object value) throws SettingsProblem {
        if (value instanceof Map) {
            return (Map<String, @Nullable Object>) value;
        }
        throw problem("an object of sections", JsonWords.describe(value), "(all)");
    }

    private void readPublicKeys() throws SettingsProblem {
        Object value = values.get(PUBLIC);
        if (value == null) {
            return;
        }
        if (!(value instanceof List<?> keys)) {
            throw problem("a list of key names", JsonWords.describe(value), PUBLIC);
        }
        for (Object key : keys) {
            if (!(key instanceof String name)) {
                throw problem("a list of key names", "one with " + JsonWords.describe(key), PUBLIC);
            }
            publicKeys.add(name);
        }
    }

    private List<String> readOriginals(PathExpansion paths, OriginalNames originals) {
        OriginalValues taken = new OriginalValues(this, sections, paths);
        originals.all().forEach(taken::take);
        sections.clear();
        sections.addAll(taken.sections());
        return taken.warnings();
    }

    private void readSections(PathExpansion paths, OriginalNames originals) throws SettingsProblem {
        Map<SectionName, String> seen = new HashMap<>();
        for (Map.Entry<String, @Nullable Object> entry : values.entrySet()) {
            if (entry.getValue() instanceof Map && !originals.contain(entry.getKey())) {
                Map<String, @Nullable Object> expanded = paths.expandIn(objectIn(entry.getValue()));
                Section section = new Section(entry.getKey(), SectionName.of(entry.getKey()), expanded);
                refuseIncomplete(section);
                refuseTwin(section, seen.putIfAbsent(section.name(), section.title()));
                sections.add(section);
                entry.setValue(expanded);
            }
        }
    }

    private void refuseIncomplete(Section section) throws SettingsProblem {
        if (!section.name().isComplete()) {
            throw problem("a section name as in http, org.example.lamp or lamp~left", "an empty part", section.title());
        }
    }

    private void refuseTwin(Section section, @Nullable String twin) throws SettingsProblem {
        if (twin != null) {
            throw problem("one section for " + section.name().servicePid(), "another, " + twin, section.title());
        }
    }
}
