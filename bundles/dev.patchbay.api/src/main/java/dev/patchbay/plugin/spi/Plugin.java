package dev.patchbay.plugin.spi;

import dev.patchbay.plugin.PluginDispatcher;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A part of the node that registers what it offers by code.
 *
 * <p>Publish it as a component that carries {@link PluginName}. Who only publishes components needs none. All methods are
 * called on one thread of the host, never two at a time for one plugin, and may block; as long as they do, plugins that
 * depend on this one wait.
 */
@ConsumerType
public interface Plugin {

    /** Names of the plugins that must be initialised before this one. Asked for once, when it appears. */
    default List<String> depends() {
        return List.of();
    }

    /**
     * Registers everything. Called when every plugin it depends on is initialised, and again after {@link #cleanup} at a
     * reload.
     *
     * @throws Exception it is not initialised, and everything it has registered by then is removed
     */
    void init(PluginDispatcher dispatcher) throws Exception;

    /**
     * Lets go of everything. Called before it leaves, before a plugin it depends on leaves, at a reload, and when the node
     * stops; not when {@link #init} failed. What it leaves registered is removed afterwards.
     *
     * @throws Exception is logged; it counts as cleaned up all the same
     */
    default void cleanup(PluginDispatcher dispatcher) throws Exception {}

    /** What it wants to say about itself; plain Java types. */
    default Map<String, @Nullable Object> metadata() {
        return Map.of();
    }
}
