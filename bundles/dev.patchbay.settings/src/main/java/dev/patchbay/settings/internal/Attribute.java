package dev.patchbay.settings.internal;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one key of a section may hold.
 *
 * @param key its name in the file
 * @param title its name for people; may be empty
 * @param description what it means, and its unit; may be empty
 * @param type of the value, or of each item of the list
 * @param isList whether it holds a list
 * @param options the only values allowed; empty when any is
 * @param defaults what holds when the key is absent, as text: one, for a list any number; empty when nothing does
 * @param bounds of the value, or of each item
 */
record Attribute(
        String key,
        String title,
        String description,
        AttributeType type,
        boolean isList,
        List<String> options,
        List<String> defaults,
        Bounds bounds) {

    /** The value as Configuration Admin stores it; empty when it does not fit {@link #expected}. */
    Optional<Object> convert(Object json) {
        if (!isList) {
            return convertOne(json);
        }
        return json instanceof List<?> items ? convertAll(items) : Optional.empty();
    }

    /** What fits, in words. */
    String expected() {
        return isList ? "a list, each item " + expectedOne() : expectedOne();
    }

    /** What holds when the key is absent, as Configuration Admin would store it; empty when nothing does. */
    Optional<Object> defaultValue() {
        List<Object> parsed =
                defaults.stream().flatMap(text -> type.parse(text).stream()).toList();
        return isList ? Optional.of(arrayOf(parsed)) : parsed.stream().findFirst();
    }

    /** What it means, and what originals call it. */
    String description(List<String> originals) {
        if (originals.isEmpty()) {
            return description;
        }
        String names = "Original name: " + String.join(", ", originals) + ".";
        return description.isEmpty() ? names : description + " " + names;
    }

    /** Whether nobody is shown its value. */
    boolean isSecret() {
        return type == AttributeType.PASSWORD || Secrets.isSecret(key);
    }

    private Optional<Object> convertOne(@Nullable Object json) {
        return Optional.ofNullable(json)
                .flatMap(type::convert)
                .filter(bounds::contain)
                .filter(value -> options.isEmpty() || options.contains(value.toString()));
    }

    private Optional<Object> convertAll(List<?> items) {
        List<Object> values = new ArrayList<>();
        for (Object item : items) {
            convertOne(item).ifPresent(values::add);
        }
        return values.size() == items.size() ? Optional.of(arrayOf(values)) : Optional.empty();
    }

    private Object arrayOf(List<Object> values) {
        return values.toArray((Object[]) Array.newInstance(type.javaType(), values.size()));
    }

    private String expectedOne() {
        if (!options.isEmpty()) {
            return "one of " + String.join(", ", options);
        }
        String words = bounds.words();
        return type.words() + (type.isText() && !words.isEmpty() ? " with a length" : "") + words;
    }
}
