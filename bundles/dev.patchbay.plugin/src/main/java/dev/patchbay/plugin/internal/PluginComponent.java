package dev.patchbay.plugin.internal;

import dev.patchbay.dispatch.Dispatcher;
import dev.patchbay.event.EventBus;
import dev.patchbay.node.Diagnosis.Finding;
import dev.patchbay.node.spi.FindingSource;
import dev.patchbay.plugin.Plugins;
import java.util.List;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Hosts the plugins for as long as dispatcher and event bus are there. */
@Component(configurationPid = "dev.patchbay.plugin", immediate = true)
@Designate(ocd = PluginComponent.Config.class)
public final class PluginComponent implements Plugins, FindingSource {

    /** Settings of section {@code plugin}. */
    @ObjectClassDefinition(name = "Plugins", description = "How plugins that register by code are hosted.")
    public @interface Config {

        @AttributeDefinition(
                name = "Cleanup time",
                description = "How long a leaving plugin and those that depend on it may take to clean up, in"
                        + " milliseconds; then they are interrupted.",
                min = "1")
        long cleanupInMs() default 10_000;
    }

    private final JobServices jobs;
    private final PluginEngine engine;
    private final PluginWhiteboard whiteboard;

    @Activate
    public PluginComponent(
            BundleContext context, @Reference Dispatcher dispatcher, @Reference EventBus events, Config config) {
        this(context, dispatcher, events, config.cleanupInMs());
    }

    PluginComponent(BundleContext context, Dispatcher dispatcher, EventBus events, long cleanupInMs) {
        engine = new PluginEngine((event, plugin) -> events.publish(event, Map.of("name", plugin)), cleanupInMs);
        jobs = new JobServices(context, this::reloadSoon);
        NodeServices node = new NodeServices(new NodeCalls(dispatcher, jobs), jobs, events, new Hooks());
        whiteboard = new PluginWhiteboard(context, node, engine);
        jobs.open();
        whiteboard.open();
    }

    /** A job engine that has come does not know what plugins told its predecessor. */
    private void reloadSoon() {
        if (!engine.list().isEmpty()) {
            engine.reloadSoon();
        }
    }

    @Override
    public List<Finding> findings() {
        return list().stream()
                .filter(plugin -> plugin.problem() != null)
                .map(plugin ->
                        new Finding("plugin " + plugin.name(), "of " + plugin.bundle() + ", " + plugin.problem()))
                .toList();
    }

    @Override
    public List<Status> list() {
        return engine.list();
    }

    @Override
    public boolean reload(String name) {
        return engine.reload(name);
    }

    @Override
    public void reloadAll() {
        engine.reloadAll();
    }

    @Deactivate
    void deactivate() {
        engine.close();
        whiteboard.close();
        jobs.close();
    }
}
