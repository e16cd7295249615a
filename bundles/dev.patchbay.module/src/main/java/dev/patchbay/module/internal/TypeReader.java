package dev.patchbay.module.internal;

import dev.patchbay.json.Json;
import dev.patchbay.json.JsonException;
import dev.patchbay.process.ProcessPlan.Limits;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads setting {@code types}: what is wrong with one says so and harms no other. */
final class TypeReader {

    /** What could be read, and a sentence for each type that could not. */
    record Result(Map<String, ProcessType> types, List<String> faults) {}

    /** The name of its processes has to have room for the number and for the queue or the pool. */
    private static final int LONGEST_NAME = 80;

    private static final String COMMAND = "command";
    private static final String BACKGROUND = "background";
    private static final String DIRECTORY = "directory";
    private static final String ENVIRONMENT = "environment";
    private static final String MEMORY = "memoryInBytes";
    private static final String CPU = "cpuInSeconds";
    private static final String FILES = "openFiles";
    private static final Set<String> KEYS = Set.of(COMMAND, BACKGROUND, DIRECTORY, ENVIRONMENT, MEMORY, CPU, FILES);

    private final Path home;
    private final Surroundings surroundings;

    /** @param home where processes run when nothing else is said */
    TypeReader(Path home, Surroundings surroundings) {
        this.home = home;
        this.surroundings = surroundings;
    }

    /** @param directory where processes run whose type says nothing else; empty for the home */
    Result read(String json, String directory) {
        Map<String, ProcessType> types = new LinkedHashMap<>();
        List<String> faults = new ArrayList<>();
        try {
            Path common = home.resolve(directory);
            object(json).forEach((name, description) -> read(name, description, common, types, faults));
        } catch (IllegalArgumentException e) {
            faults.add(String.valueOf(e.getMessage()));
        }
        return new Result(types, faults);
    }

    private void read(
            String name,
            @Nullable Object description,
            Path common,
            Map<String, ProcessType> types,
            List<String> faults) {
        try {
            types.put(name, type(name, description, common));
        } catch (IllegalArgumentException e) {
            faults.add("Expected module.types to say how '" + name + "' is started, but " + e.getMessage());
        }
    }

    @SuppressWarnings("unchecked") // the keys of what was parsed are texts
    private static Map<String, @Nullable Object> object(String json) {
        try {
            if (json.isBlank()) {
                return Map.of();
            }
            if (Json.parse(json) instanceof Map<?, ?> object) {
                return (Map<String, @Nullable Object>) object;
            }
            throw new IllegalArgumentException(
                    "Expected module.types to be an object of types and their commands, got " + json);
        } catch (JsonException e) {
            throw new IllegalArgumentException("Expected module.types to be JSON: " + e.getMessage(), e);
        }
    }

    private ProcessType type(String name, @Nullable Object description, Path common) {
        requireName(name);
        if (description instanceof List<?> command) {
            return type(name, Map.of(COMMAND, command), common);
        }
        if (description instanceof Map<?, ?> map) {
            return type(name, map, common);
        }
        throw new IllegalArgumentException("it is neither a list, program and arguments, nor an object with a command");
    }

    private static void requireName(String name) {
        if (name.isEmpty() || name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "its name has to have 1 to " + LONGEST_NAME + " characters and no control characters");
        }
    }

    private ProcessType type(String name, Map<?, ?> description, Path common) {
        Fields fields = new Fields(description, KEYS);
        return new ProcessType(
                name,
                fields.flag(BACKGROUND),
                fields.command(COMMAND),
                fields.text(DIRECTORY).map(common::resolve).orElse(common),
                surroundings.addTo(fields.texts(ENVIRONMENT)),
                new Limits(fields.number(MEMORY, Long.MAX_VALUE), fields.number(CPU, Long.MAX_VALUE), (int)
                        fields.number(FILES, Integer.MAX_VALUE)));
    }
}
