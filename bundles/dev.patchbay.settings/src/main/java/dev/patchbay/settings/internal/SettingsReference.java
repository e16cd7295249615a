package dev.patchbay.settings.internal;

import dev.patchbay.json.Json;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The document of every setting of the product, in Markdown; the same declarations give the same text. */
final class SettingsReference {

    private static final String INTRODUCTION = """
            # Configuration

            One JSON file holds every setting: `config/patchbay.json`, or \
            the file named with `--config`, in `PATCHBAY_SETTINGS` or in `SHMOOZE_SETTINGS`.
            `//` starts a comment.
            Each object at the top level is a section; what a section leaves out has the default given here.
            A key with an original name may stand at the top level under that name instead.
            `patchbay run --set http.port=5001` goes before the file: section, dot, key, and a value, which is text when it is not JSON.
            Saved while the node runs, changed sections apply at once; \
            a file with a mistake changes nothing, and the log names line, column and key.

            This page is generated from what the bundles declare, by the control command `settings-reference`.
            """;

    private SettingsReference() {}

    /** The text; lines end in a line feed. */
    static String of(SectionTypes types) {
        List<SectionType> own = types.all().stream()
                .filter(type -> SectionName.isOwn(type.pid()))
                .toList();
        return INTRODUCTION
                + own.stream().map(type -> section(type, types.originals())).collect(Collectors.joining());
    }

    private static String section(SectionType type, OriginalNames originals) {
        StringBuilder text = new StringBuilder("\n## `" + heading(type) + "`");
        text.append(type.title().isEmpty() ? "" : ": " + type.title()).append("\n\n");
        if (!type.description().isEmpty()) {
            text.append(type.description()).append("\n\n");
        }
        text.append("| key | type | default | meaning |\n|---|---|---|---|\n");
        for (Attribute attribute : type.attributes()) {
            List<String> names = originals.of(SectionName.of(type.pid()), attribute.key());
            text.append(row(attribute, names));
        }
        return text.toString();
    }

    private static String heading(SectionType type) {
        return type.isFactory() ? type.name() + "~NAME" : type.name();
    }

    private static String row(Attribute attribute, List<String> originals) {
        return String.format(
                Locale.ROOT,
                "| `%s` | %s | %s | %s |\n",
                attribute.key(),
                cell(attribute.expected()),
                defaultOf(attribute),
                cell(meaning(attribute, originals)));
    }

    private static String defaultOf(Attribute attribute) {
        return attribute
                .defaultValue()
                .filter(value -> !attribute.isSecret())
                .map(value -> "`" + cell(Json.write(PlainValues.of(value))) + "`")
                .orElse("none");
    }

    private static String meaning(Attribute attribute, List<String> originals) {
        String description = attribute.description(originals);
        return description.isEmpty() ? attribute.title() : description;
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replaceAll("\\s*\\R\\s*", " ");
    }
}
