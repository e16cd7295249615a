package dev.patchbay.protocol.zephserver.internal;

import dev.patchbay.json.Json;
import dev.patchbay.json.JsonException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Setting {@code tasks}, the original's {@code TASKS_PATH}: the names clients use, and the task each of them means.
 *
 * @param paths ids {@code path.to.module/ClassName} or names of tasks, by short name; empty when every task may be
 *     called by its own name
 */
record TaskPaths(Map<String, String> paths) {

    private static final Pattern ID = Pattern.compile("[^/\\s]+/[^/\\s]+");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");
    private static final String PING = "TaskPing";

    /**
     * Reads the setting; the client's ping is among the tasks whether it is named there or not.
     *
     * @throws IllegalArgumentException when it is not a JSON object whose values are texts
     */
    static TaskPaths parse(String json) {
        Map<String, String> paths = new LinkedHashMap<>();
        if (!json.isBlank()) {
            object(json).forEach((name, path) -> paths.put(String.valueOf(name), text(name, path)));
        }
        if (!paths.isEmpty()) {
            paths.putIfAbsent(PING, TaskPing.ID);
        }
        return new TaskPaths(paths);
    }

    private static Map<?, ?> object(String json) {
        try {
            if (Json.parse(json) instanceof Map<?, ?> object) {
                return object;
            }
            throw new IllegalArgumentException(
                    "Expected zephserver.tasks to be an object of short names and tasks, got " + json);
        } catch (JsonException e) {
            throw new IllegalArgumentException("Expected zephserver.tasks to be JSON: " + e.getMessage(), e);
        }
    }

    private static String text(@Nullable Object name, @Nullable Object path) {
        if (path instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("Expected zephserver.tasks to name the task of '" + name
                + "' as path.to.module/ClassName or by its name, got " + Json.write(path));
    }

    /** Whether a path is an id of the original's and not the name of a task. */
    static boolean isId(String path) {
        return path.indexOf('/') >= 0;
    }

    static boolean isWellFormed(String path) {
        return (isId(path) ? ID : NAME).matcher(path).matches();
    }
}
