package dev.patchbay.dispatch.internal;

import dev.patchbay.json.JsonType;
import org.jspecify.annotations.Nullable;

/** Whatever a plugin hands over, as plain Java types. */
final class Plain {

    private Plain() {}

    static @Nullable Object of(@Nullable Object value) {
        return value == null ? null : JsonType.of(Object.class).toPlain(value);
    }
}
