package dev.patchbay.dispatch;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot of what can be called, sorted by name. Schemas are plain Java types, as their
 * authors wrote them (docs/schemas.md), or JSON Schema (draft 2020-12) where they were derived.
 */
public record Catalog(List<TaskDescription> tasks, List<MethodDescription> methods) {

    /**
     * What is known about a task or method besides.
     *
     * @param isPrivate whether it is meant for the system's own use; says nothing about who may call it
     * @param withoutSignIn whether {@link dev.patchbay.rpc.spi.WithoutSignIn} stands on it
     * @param isAbortable whether it is a task that can be asked to abort ({@link dev.patchbay.job.spi.Abortable})
     * @param metadata what its author says about it, by key ({@link dev.patchbay.schema.Metadata})
     */
    public record Traits(
            boolean isPrivate, boolean withoutSignIn, boolean isAbortable, Map<String, @Nullable Object> metadata) {

        /** Nothing is known. */
        public static final Traits NONE = new Traits(false, false, false, Map.of());
    }

    /**
     * A task.
     *
     * @param arguments the schema of each argument for those who pass them by position
     * @param bundle symbolic name and version of the bundle it comes from, joined by {@code /}
     * @param roles what a caller must have, all of them; empty for none
     */
    public record TaskDescription(
            String name,
            String description,
            Map<String, @Nullable Object> input,
            List<Map<String, @Nullable Object>> arguments,
            Map<String, @Nullable Object> result,
            Set<String> roles,
            String bundle,
            Traits traits) {}

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
            String bundle,
            Traits traits) {}

    /** A parameter of a provider's method. */
    public record ParameterDescription(
            String name, String description, boolean required, Map<String, @Nullable Object> schema) {}
}
