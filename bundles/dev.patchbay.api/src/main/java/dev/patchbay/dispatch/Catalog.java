package dev.patchbay.dispatch;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot of what can be called, sorted by name. Schemas are JSON Schema (draft 2020-12) as plain Java types.
 */
public record Catalog(List<TaskDescription> tasks, List<MethodDescription> methods) {

    /**
     * A task.
     *
     * @param bundle symbolic name and version of the bundle it comes from, joined by {@code /}
     * @param roles what a caller must have, all of them; empty for none
     */
    public record TaskDescription(
            String name,
            String description,
            Map<String, @Nullable Object> input,
            Map<String, @Nullable Object> result,
            Set<String> roles,
            String bundle) {}

    /**
     * A provider's method.
     *
     * @param name {@code namespace.method}
     * @param parameters in order of position
     * @param bundle symbolic name and version of the bundle it comes from, joined by {@code /}
     * @param roles what a caller must have, all of them; empty for none
     */
    public record MethodDescription(
            String name,
            String description,
            List<ParameterDescription> parameters,
            Map<String, @Nullable Object> result,
            Set<String> roles,
            String bundle) {}

    /** A parameter of a provider's method. */
    public record ParameterDescription(
            String name, String description, boolean required, Map<String, @Nullable Object> schema) {}
}
