package dev.patchbay.plugin;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** The plugins of the node, in dependency order. Thread-safe. */
@ProviderType
public interface Plugins {

    /** A snapshot, in the order of initialising; those that are not initialised last, by name. */
    List<Status> list();

    /** Cleans up one plugin and those that depend on it, and initialises them again. May block. @return false when unknown */
    boolean reload(String name);

    /** Likewise for all, and looks for new ones. May block. */
    void reloadAll();

    /**
     * A plugin.
     *
     * @param isReady whether its init has returned
     * @param problem why not, in one sentence; null when it is ready
     * @param metadata what it says about itself; plain Java types
     * @param bundle symbolic name and version of its bundle, joined by {@code /}
     */
    record Status(
            String name,
            List<String> depends,
            boolean isReady,
            @Nullable String problem,
            Map<String, @Nullable Object> metadata,
            String bundle) {}
}
