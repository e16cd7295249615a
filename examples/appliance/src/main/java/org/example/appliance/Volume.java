package org.example.appliance;

import java.util.List;
import java.util.Map;

/**
 * Where data is kept.
 *
 * @param sizeInGib how much fits
 */
public record Volume(String name, int sizeInGib) {

    /** The name others refer to the schema by. */
    static final String SCHEMA_NAME = "Volume";

    /** What a volume looks like; {@code {"$ref": "Volume"}} in any schema of the node means this. */
    static Map<String, Object> schema() {
        return Map.of(
                "type",
                "object",
                "properties",
                Map.of(
                        "name",
                        Map.of("type", "string", "pattern", "^[a-z][a-z0-9]*$"),
                        "sizeInGib",
                        Map.of("type", "integer", "minimum", 1)),
                "required",
                List.of("name", "sizeInGib"),
                "additionalProperties",
                false);
    }

    /** What jobs lock that work on it. */
    String resource() {
        return resource(name);
    }

    static String resource(String name) {
        return "volume:" + name;
    }
}
