package dev.patchbay.event.internal;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Service properties that hold one text or several ("String+", OSGi Core §5.2.5). */
final class TextProperties {

    private TextProperties() {}

    /** All of them; empty when the property is absent. */
    static List<String> list(@Nullable Object property) {
        if (property instanceof String[] texts) {
            return Arrays.asList(texts);
        }
        if (property instanceof Collection<?> texts) {
            return texts.stream().map(String::valueOf).toList();
        }
        return property == null ? List.of() : List.of(property.toString());
    }
}
