package dev.patchbay.cli;

import dev.patchbay.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A module as the node tells it.
 *
 * @param parameters those that were asked for and are there
 */
record RemoteModule(String uid, String type, Map<?, ?> parameters, boolean isBackground) {

    /** Reads one; null is no module. */
    static @Nullable RemoteModule of(@Nullable Object told, boolean isBackground) {
        return told instanceof Map<?, ?> members && members.get("uid") instanceof String uid
                ? new RemoteModule(
                        uid,
                        Objects.toString(members.get("type"), ""),
                        members.get("parameters") instanceof Map<?, ?> parameters ? parameters : Map.of(),
                        isBackground)
                : null;
    }

    /** Reads those of a list, in their order. */
    static List<RemoteModule> listOf(@Nullable Object told) {
        List<RemoteModule> modules = new ArrayList<>();
        if (told instanceof List<?> all) {
            all.stream().map(each -> of(each, false)).filter(Objects::nonNull).forEach(modules::add);
        }
        return modules;
    }

    /** What a person is shown of a parameter: a text as it is, else JSON; {@code -} for one it has not. */
    String parameter(String name) {
        return parameters.containsKey(name) ? text(parameters.get(name)) : "-";
    }

    /** A text as it is, anything else as JSON. */
    static String text(@Nullable Object value) {
        return value instanceof String text ? text : Json.write(value);
    }
}
