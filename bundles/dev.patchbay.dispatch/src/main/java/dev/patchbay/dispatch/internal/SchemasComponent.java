package dev.patchbay.dispatch.internal;

import dev.patchbay.event.EventBus;
import dev.patchbay.schema.Schemas;
import dev.patchbay.schema.spi.SchemaDefinition;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.util.tracker.ServiceTracker;

/** Keeps the node's schema definitions in step with the services that offer them, and tells of each change. */
@Component
public final class SchemasComponent implements Schemas {

    private static final String CHANGED = "server.schema_document_changed";

    private final BundleContext context;
    private final SchemaRegistry registry = new SchemaRegistry();
    private final ServiceTracker<SchemaDefinition, String> tracker;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable EventBus bus;

    @Activate
    public SchemasComponent(BundleContext context) {
        this.context = context;
        this.tracker = new ServiceTracker<>(
                context, SchemaDefinition.class, new SchemaTracking(context, registry, this::tellOfChange));
    }

    /** Only now are the references there. */
    @Activate
    void activate() {
        tracker.open();
    }

    @Deactivate
    void deactivate() {
        tracker.close();
    }

    /** While the node starts nobody is told: what is there then is what it began with. */
    private void tellOfChange(String hash) {
        EventBus told = bus;
        if (told != null && context.getBundle(0).getState() == Bundle.ACTIVE) {
            told.publish(CHANGED, Map.of("hash", hash));
        }
    }

    @Override
    public Map<String, Map<String, @Nullable Object>> definitions() {
        return registry.definitions();
    }

    @Override
    public String hash() {
        return registry.hash();
    }
}
