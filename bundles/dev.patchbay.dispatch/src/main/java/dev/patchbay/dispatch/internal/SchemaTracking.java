package dev.patchbay.dispatch.internal;

import dev.patchbay.json.JsonException;
import dev.patchbay.json.JsonSchema;
import dev.patchbay.schema.spi.SchemaDefinition;
import dev.patchbay.schema.spi.SchemaName;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTrackerCustomizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the registry which definitions come and go. What cannot be used is logged and left out. */
final class SchemaTracking implements ServiceTrackerCustomizer<SchemaDefinition, String> {

    private static final Logger LOG = LoggerFactory.getLogger(SchemaTracking.class);

    private final BundleContext context;
    private final SchemaRegistry registry;
    private final Consumer<String> onChange;

    /** @param onChange gets the new hash after each change */
    SchemaTracking(BundleContext context, SchemaRegistry registry, Consumer<String> onChange) {
        this.context = context;
        this.registry = registry;
        this.onChange = onChange;
    }

    @Override
    public @Nullable String addingService(ServiceReference<SchemaDefinition> reference) {
        Object property = reference.getProperty(SchemaName.PROPERTY);
        String name = property == null ? "" : property.toString();
        if (!Names.isSchemaName(name)) {
            LOG.error(
                    "Refused a schema definition of {}: expected a name of letters, digits, '_', '-' and '.', got '{}'",
                    reference.getBundle(),
                    name);
            return null;
        }
        try {
            SchemaDefinition definition = context.getService(reference);
            if (definition == null) {
                LOG.error("The schema definition '{}' of {} could not be made", name, reference.getBundle());
                return null;
            }
            JsonSchema schema = JsonSchema.parse(definition.text(), registry::definitions);
            tellIf(registry.add(name, reference, schema.text()));
            return name;
        } catch (JsonException | RuntimeException | LinkageError e) {
            LOG.error(
                    "The schema definition '{}' of {} cannot be used: {}", name, reference.getBundle(), e.getMessage());
            context.ungetService(reference);
            return null;
        }
    }

    @Override
    public void modifiedService(ServiceReference<SchemaDefinition> reference, String name) {
        tellIf(registry.reorder(name));
    }

    @Override
    public void removedService(ServiceReference<SchemaDefinition> reference, String name) {
        tellIf(registry.remove(name, reference));
        context.ungetService(reference);
    }

    private void tellIf(boolean changed) {
        if (changed) {
            onChange.accept(registry.hash());
        }
    }
}
