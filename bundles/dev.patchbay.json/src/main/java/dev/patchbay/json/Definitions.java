package dev.patchbay.json;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The schemas that others may refer to by bare name, such as {@code {"$ref": "Volume"}}. Thread-safe. */
@FunctionalInterface
public interface Definitions {

    /** None. */
    Definitions NONE = Map::of;

    /** By name, as plain Java types that never change; the same map as before unless something changed. */
    Map<String, Map<String, @Nullable Object>> byName();
}
