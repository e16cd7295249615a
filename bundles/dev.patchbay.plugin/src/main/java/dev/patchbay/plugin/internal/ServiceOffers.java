package dev.patchbay.plugin.internal;

import dev.patchbay.event.spi.Emits;
import dev.patchbay.event.spi.EventSource;
import dev.patchbay.event.spi.EventSourceName;
import dev.patchbay.event.spi.EventType;
import dev.patchbay.event.spi.OnDemand;
import dev.patchbay.rpc.spi.Provider;
import dev.patchbay.rpc.spi.ProviderName;
import dev.patchbay.rpc.spi.RemoteProvider;
import dev.patchbay.schema.spi.SchemaDefinition;
import dev.patchbay.schema.spi.SchemaName;
import dev.patchbay.task.spi.Task;
import dev.patchbay.task.spi.TaskName;
import java.util.Collection;
import java.util.Map;
import java.util.function.Supplier;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes what a plugin offers as services of the plugin's own bundle: so the engines find it like any component, and
 * finish its calls before the bundle leaves.
 */
final class ServiceOffers {

    private static final Logger LOG = LoggerFactory.getLogger(ServiceOffers.class);

    private final BundleContext context;

    /** @param context the plugin's */
    ServiceOffers(BundleContext context) {
        this.context = context;
    }

    AutoCloseable provider(String name, Provider provider) {
        return publish(Provider.class, provider, Map.of(ProviderName.PROPERTY, name));
    }

    AutoCloseable provider(String name, RemoteProvider provider) {
        return publish(RemoteProvider.class, provider, Map.of(ProviderName.PROPERTY, name));
    }

    AutoCloseable eventSource(String name, EventSource source, Collection<String> events, boolean onDemand) {
        return publish(
                EventSource.class,
                source,
                Map.of(
                        EventSourceName.PROPERTY,
                        name,
                        Emits.PROPERTY,
                        events.toArray(String[]::new),
                        OnDemand.PROPERTY,
                        onDemand));
    }

    <T extends Task<?, ?>> AutoCloseable task(String name, Class<T> type, Supplier<? extends T> instances) {
        return publish(
                Task.class,
                new TaskFactory(instances),
                Map.of(TaskName.PROPERTY, name, TaskFactory.IMPLEMENTATION, type));
    }

    AutoCloseable taskAlias(String alias, String task) {
        return TaskAlias.open(context, alias, task);
    }

    AutoCloseable schema(String name, String text) {
        SchemaDefinition definition = () -> text;
        return publish(SchemaDefinition.class, definition, Map.of(SchemaName.PROPERTY, name));
    }

    AutoCloseable eventType(String plugin, String name, String schema) {
        EventType type = new EventType() {
            @Override
            public String schema() {
                return schema;
            }
        };
        return publish(EventType.class, type, Map.of(Emits.PROPERTY, name, EventSourceName.PROPERTY, plugin));
    }

    private <S> AutoCloseable publish(Class<S> type, S service, Map<String, Object> properties) {
        return removal(context.registerService(type, service, FrameworkUtil.asDictionary(properties)));
    }

    private AutoCloseable publish(Class<?> type, TaskFactory factory, Map<String, Object> properties) {
        return removal(context.registerService(type.getName(), factory, FrameworkUtil.asDictionary(properties)));
    }

    private static AutoCloseable removal(ServiceRegistration<?> registration) {
        return () -> unregister(registration);
    }

    /** One that the framework has removed already, since its bundle stopped, is left alone. */
    static void unregister(ServiceRegistration<?> registration) {
        try {
            registration.unregister();
        } catch (IllegalStateException e) {
            LOG.debug("The service has gone with its bundle", e);
        }
    }
}
