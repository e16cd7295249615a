package dev.patchbay.plugin.internal;

import dev.patchbay.plugin.PluginDispatcher;
import dev.patchbay.plugin.spi.Plugin;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Notes what is done with it, and does what the test says. */
final class ScriptedPlugin implements Plugin {

    /** What an init or a cleanup does. */
    interface Step {
        void run(PluginDispatcher dispatcher) throws Exception;
    }

    private final String name;
    private final List<String> depends;
    private final List<String> notes;
    volatile Step init = dispatcher -> {};
    volatile Step cleanup = dispatcher -> {};

    /** @param notes is told {@code +name} and {@code -name} */
    ScriptedPlugin(String name, List<String> notes, String... depends) {
        this.name = name;
        this.notes = notes;
        this.depends = List.of(depends);
    }

    @Override
    public List<String> depends() {
        return depends;
    }

    @Override
    public void init(PluginDispatcher dispatcher) throws Exception {
        notes.add("+" + name);
        init.run(dispatcher);
    }

    @Override
    public void cleanup(PluginDispatcher dispatcher) throws Exception {
        notes.add("-" + name);
        cleanup.run(dispatcher);
    }

    @Override
    public Map<String, @Nullable Object> metadata() {
        return Map.of("author", name);
    }
}
