package dev.patchbay.plugin.internal;

import dev.patchbay.plugin.spi.Plugin;
import dev.patchbay.plugin.spi.PluginName;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the engine which plugins come and go as services. */
final class PluginWhiteboard implements ServiceTrackerCustomizer<Plugin, HostedPlugin>, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PluginWhiteboard.class);

    private final BundleContext context;
    private final NodeServices node;
    private final PluginEngine engine;
    private final ServiceTracker<Plugin, HostedPlugin> tracker;

    PluginWhiteboard(BundleContext context, NodeServices node, PluginEngine engine) {
        this.context = context;
        this.node = node;
        this.engine = engine;
        this.tracker = new ServiceTracker<>(context, Plugin.class, this);
    }

    void open() {
        tracker.open();
    }

    @Override
    public @Nullable HostedPlugin addingService(ServiceReference<Plugin> reference) {
        Object name = reference.getProperty(PluginName.PROPERTY);
        if (name == null) {
            LOG.warn("Expected a plugin with @PluginName, got {} of {} without", reference, reference.getBundle());
            return null;
        }
        HostedPlugin plugin = hosted(name.toString(), reference);
        engine.come(plugin);
        return plugin;
    }

    private HostedPlugin hosted(String name, ServiceReference<Plugin> reference) {
        Bundle bundle = reference.getBundle();
        BundleContext its = bundle.getBundleContext();
        return new HostedPlugin(
                name,
                bundle.getSymbolicName() + "/" + bundle.getVersion(),
                () -> context.getService(reference),
                () -> new DispatcherOfPlugin(name, its, node));
    }

    @Override
    public void modifiedService(ServiceReference<Plugin> reference, HostedPlugin plugin) {
        // its name is part of its annotation, and nothing else is looked at
    }

    @Override
    public void removedService(ServiceReference<Plugin> reference, HostedPlugin plugin) {
        engine.leave(plugin);
        context.ungetService(reference);
    }

    @Override
    public void close() {
        tracker.close();
    }
}
