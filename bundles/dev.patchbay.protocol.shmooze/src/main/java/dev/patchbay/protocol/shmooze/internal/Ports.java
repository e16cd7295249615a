package dev.patchbay.protocol.shmooze.internal;

import dev.patchbay.json.Json;
import dev.patchbay.json.JsonException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The ports of all services, by name (§2).
 *
 * @param byName in the order of the settings, {@code wsgi} included
 * @param faults a sentence for each entry that was left out
 */
record Ports(Map<String, Integer> byName, List<String> faults) {

    /** The entry that is no service, but the gateway itself. */
    static final String GATEWAY = "wsgi";

    /** What holds when the settings say nothing. */
    private static final Ports DEFAULTS = new Ports(Map.of("queue", 5580, "pool", 5581), List.of());

    private static final int HIGHEST = 65_535;

    /** @param json an object of name and port, or empty for the defaults */
    static Ports of(String json) {
        if (json.isBlank()) {
            return DEFAULTS;
        }
        Map<String, Integer> byName = new LinkedHashMap<>();
        List<String> faults = new ArrayList<>();
        entries(json, faults).forEach((name, port) -> take(String.valueOf(name), port, byName, faults));
        return new Ports(byName, faults);
    }

    private static Map<?, ?> entries(String json, List<String> faults) {
        try {
            if (Json.parse(json) instanceof Map<?, ?> entries) {
                return entries;
            }
            faults.add("In section 'shmooze', expected 'ports' to be an object of name and TCP port, got " + json);
        } catch (JsonException e) {
            faults.add(
                    "In section 'shmooze', expected 'ports' to be an object of name and TCP port: " + e.getMessage());
        }
        return Map.of();
    }

    private static void take(String name, @Nullable Object port, Map<String, Integer> byName, List<String> faults) {
        if (name.isEmpty() || name.indexOf('/') >= 0) {
            faults.add("In 'ports' of section 'shmooze', expected names without slashes, got '" + name
                    + "'; the other entries count");
        } else if (port instanceof Long number && number >= 1 && number <= HIGHEST) {
            byName.put(name, number.intValue());
        } else {
            faults.add("In 'ports' of section 'shmooze', expected a TCP port from 1 to " + HIGHEST + " for '" + name
                    + "', got " + Json.write(port) + "; the other entries count");
        }
    }

    /** The port of a service; null when there is no such entry, or it is the gateway's. */
    @Nullable
    Integer ofService(String name) {
        return name.equals(GATEWAY) ? null : byName.get(name);
    }

    /** The gateway's own port; 0 for none. */
    int gateway() {
        return Objects.requireNonNullElse(byName.get(GATEWAY), 0);
    }
}
