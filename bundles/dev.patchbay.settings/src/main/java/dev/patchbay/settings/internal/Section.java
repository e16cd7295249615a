package dev.patchbay.settings.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One section as it stands in the file.
 *
 * @param title the name as it is written
 * @param name the configuration it stands for
 * @param values its keys and values, plain Java types, in the file's order
 * @param originals by key the original name under which the value was given; the other keys stand in the section
 */
record Section(
        String title, SectionName name, Map<String, @Nullable Object> values, Map<String, OriginalName> originals) {

    /** One that stands in the file as it is. */
    Section(String title, SectionName name, Map<String, @Nullable Object> values) {
        this(title, name, values, Map.of());
    }

    /** The keys that lead to the value of a key. */
    String[] pathOf(String key) {
        OriginalName original = originals.get(key);
        return original == null ? new String[] {title, key} : original.path();
    }

    /** A copy that has one more key, given under its original name. */
    Section with(OriginalName original, Object value) {
        Map<String, @Nullable Object> more = new LinkedHashMap<>(values);
        more.put(original.key(), value);
        Map<String, OriginalName> moreOriginals = new LinkedHashMap<>(originals);
        moreOriginals.put(original.key(), original);
        return new Section(title, name, more, moreOriginals);
    }
}
