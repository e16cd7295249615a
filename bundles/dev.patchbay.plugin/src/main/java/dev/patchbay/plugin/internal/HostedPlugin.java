package dev.patchbay.plugin.internal;

import dev.patchbay.json.JsonType;
import dev.patchbay.plugin.Plugins;
import dev.patchbay.plugin.spi.Plugin;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One plugin that is offered. Everything is done on the host's thread; only the status is read by others. */
final class HostedPlugin {

    /** How far it is. */
    enum State {
        /** Was not asked yet on what it depends. */
        NEW,
        /** Is to be initialised as soon as what it depends on is. */
        WAITING,
        /** Its init runs. */
        INITIALISING,
        /** Its init has returned. */
        READY,
        /** Something of it has thrown; it is not tried again unless somebody asks for that. */
        FAILED,
        /** Its service has gone. */
        LEFT
    }

    private static final Logger LOG = LoggerFactory.getLogger(HostedPlugin.class);
    private static final JsonType ANYTHING = JsonType.of(Object.class);

    private final String name;
    private final String bundle;
    private final Supplier<@Nullable Plugin> service;
    private final Supplier<DispatcherOfPlugin> dispatchers;

    private State state = State.NEW;
    private @Nullable Plugin plugin;
    private @Nullable DispatcherOfPlugin dispatcher;
    private List<String> depends = List.of();
    private Map<String, @Nullable Object> metadata = Map.of();
    private @Nullable String failure;

    /**
     * @param bundle symbolic name and version, joined by a slash
     * @param service makes the plugin; null when that fails
     * @param dispatchers makes what its init is given
     */
    HostedPlugin(
            String name, String bundle, Supplier<@Nullable Plugin> service, Supplier<DispatcherOfPlugin> dispatchers) {
        this.name = name;
        this.bundle = bundle;
        this.service = service;
        this.dispatchers = dispatchers;
    }

    String name() {
        return name;
    }

    String bundle() {
        return bundle;
    }

    State state() {
        return state;
    }

    boolean is(State one) {
        return state == one;
    }

    List<String> depends() {
        return depends;
    }

    boolean dependsOnOneOf(List<HostedPlugin> others) {
        return others.stream().anyMatch(other -> depends.contains(other.name));
    }

    /** What went wrong with it, in one sentence; null when nothing did. */
    @Nullable
    String failure() {
        return failure;
    }

    /** Asks what it depends on and what it says about itself. @return false when it has failed */
    boolean ask() {
        try {
            Plugin made = service.get();
            if (made == null) {
                return fail("could not be made: its component was not activated, see there", null);
            }
            plugin = made;
            depends = List.copyOf(made.depends());
            metadata = plainMap(made.metadata());
            state = State.WAITING;
            failure = null;
            return true;
        } catch (Throwable e) { // the host's thread goes on with other plugins, whatever one of them throws
            return fail("did not say what it depends on: " + e, e);
        }
    }

    @SuppressWarnings("unchecked") // a map's plain form is a map
    private static Map<String, @Nullable Object> plainMap(Map<String, @Nullable Object> map) {
        Object plain = ANYTHING.toPlain(map);
        return plain == null ? Map.of() : (Map<String, @Nullable Object>) plain;
    }

    /** It is initialised next. */
    void begin() {
        state = State.INITIALISING;
    }

    /** @return false when it has failed or left meanwhile; nothing of what it registered is left then */
    boolean init() {
        DispatcherOfPlugin given = dispatchers.get();
        try {
            dispatcher = given;
            Plugin made = plugin;
            if (made != null) {
                made.init(given);
            }
            if (state == State.INITIALISING) {
                state = State.READY;
                return true;
            }
            return false;
        } catch (Throwable e) { // as above
            given.close();
            return state != State.LEFT && fail("failed in its init: " + e, e);
        }
    }

    private boolean fail(String what, @Nullable Throwable cause) {
        state = State.FAILED;
        failure = what + "; correct it and deploy it again, or try it again with 'plugins reload " + name + "'.";
        LOG.error("Plugin '{}' {}", name, failure, cause);
        return false;
    }

    /** Cleans up, and removes what that leaves; to be initialised again. */
    void cleanup() {
        DispatcherOfPlugin given = dispatcher;
        Plugin made = plugin;
        if (given != null && made != null) {
            cleanup(made, given);
        }
        state = State.WAITING;
    }

    private void cleanup(Plugin made, DispatcherOfPlugin given) {
        try {
            made.cleanup(given);
        } catch (Throwable e) { // as above
            LOG.warn("Plugin '{}' failed in its cleanup; what it has left is removed", name, e);
        } finally {
            Thread.interrupted();
            given.close();
            dispatcher = null;
        }
    }

    /** It is tried again: what made it fail may have gone. */
    void forgive() {
        if (state == State.FAILED) {
            state = plugin == null ? State.NEW : State.WAITING;
            failure = null;
        }
    }

    /** It is not used any more; whatever is registered in its name is removed. */
    void leave() {
        state = State.LEFT;
        if (dispatcher != null) {
            dispatcher.close();
            dispatcher = null;
        }
        plugin = null;
    }

    /** @param problem why it is not ready; null when it is */
    Plugins.Status status(@Nullable String problem) {
        return new Plugins.Status(name, depends, state == State.READY, problem, metadata, bundle);
    }
}
