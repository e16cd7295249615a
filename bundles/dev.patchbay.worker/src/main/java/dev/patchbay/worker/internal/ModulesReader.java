package dev.patchbay.worker.internal;

import dev.patchbay.json.Json;
import dev.patchbay.json.JsonException;
import dev.patchbay.worker.WorkerException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads which modules are configured. Source: ModuleServer, §2. */
final class ModulesReader {

    /** The name of a process has at most 100 characters. */
    private static final int LONGEST_NAME = 90;

    private static final int POSITIONS = 3;

    private ModulesReader() {}

    /**
     * What was read.
     *
     * @param modules in the order in which they are written
     * @param complaints a sentence for each entry that was left out, but for those that are to be
     */
    record Result(Map<String, ModuleSpec> modules, List<String> complaints) {}

    /** @throws WorkerException when it is not JSON, or no object */
    static Result read(String text) throws WorkerException {
        Map<String, ModuleSpec> modules = new LinkedHashMap<>();
        List<String> complaints = new ArrayList<>();
        for (Map.Entry<String, @Nullable Object> entry : object(text).entrySet()) {
            String name = entry.getKey();
            if (!name.startsWith("_")) {
                Optional<ModuleSpec> spec = spec(name, entry.getValue());
                spec.ifPresentOrElse(
                        good -> modules.put(name, good), () -> complaints.add(complaint(name, entry.getValue())));
            }
        }
        return new Result(modules, complaints);
    }

    @SuppressWarnings("unchecked") // JSON has no other keys
    private static Map<String, @Nullable Object> object(String text) throws WorkerException {
        try {
            if (Json.parse(text) instanceof Map<?, ?> object) {
                return (Map<String, @Nullable Object>) object;
            }
        } catch (JsonException e) {
            throw new WorkerException(String.valueOf(e.getMessage()));
        }
        throw new WorkerException("Expected a JSON object with an entry for each module, got something else");
    }

    private static Optional<ModuleSpec> spec(String name, @Nullable Object value) {
        boolean isName =
                !name.isEmpty() && name.length() <= LONGEST_NAME && name.chars().noneMatch(Character::isISOControl);
        if (isName
                && value instanceof List<?> list
                && list.size() == POSITIONS
                && list.get(0) instanceof String module
                && !module.isBlank()
                && list.get(1) instanceof String entry
                && (list.get(2) == null || list.get(2) instanceof String)) {
            return Optional.of(new ModuleSpec(name, module, entry, (String) list.get(2)));
        }
        return Optional.empty();
    }

    private static String complaint(String name, @Nullable Object value) {
        return "Expected \"name\": [\"module\", \"class or function\", \"dispatch method\" or null], with a name of 1 to "
                + LONGEST_NAME + " characters, got " + Json.write(name) + ": " + Json.write(value)
                + "; this entry is left out";
    }
}
