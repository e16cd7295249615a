package dev.patchbay.protocol.dispatcher.internal;

import dev.patchbay.event.EventTypes;
import dev.patchbay.event.spi.Emits;
import dev.patchbay.event.spi.EventSourceName;
import dev.patchbay.event.spi.EventType;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonException;
import dev.patchbay.schema.Schemas;
import dev.patchbay.schema.spi.SchemaDefinition;
import dev.patchbay.schema.spi.SchemaName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** Schemas and kinds of event that are services at this moment. */
final class FakeRegistry implements Schemas, EventTypes {

    private final BundleContext context = TestFramework.context();

    @Override
    @SuppressWarnings("unchecked")
    public Map<String, Map<String, @Nullable Object>> definitions() {
        Map<String, Map<String, @Nullable Object>> definitions = new TreeMap<>();
        try {
            for (ServiceReference<SchemaDefinition> reference :
                    context.getServiceReferences(SchemaDefinition.class, null)) {
                definitions.put(
                        String.valueOf(reference.getProperty(SchemaName.PROPERTY)), (Map<String, @Nullable Object>)
                                Json.parse(context.getService(reference).text()));
            }
        } catch (InvalidSyntaxException | JsonException e) {
            throw new AssertionError(e);
        }
        return definitions;
    }

    @Override
    public String hash() {
        return "0".repeat(64);
    }

    @Override
    public List<Description> list() {
        List<Description> types = new ArrayList<>();
        try {
            for (ServiceReference<EventType> reference : context.getServiceReferences(EventType.class, null)) {
                for (String name : (String[]) reference.getProperty(Emits.PROPERTY)) {
                    types.add(new Description(name, (String) reference.getProperty(EventSourceName.PROPERTY), null, 3));
                }
            }
        } catch (InvalidSyntaxException e) {
            throw new AssertionError(e);
        }
        return types;
    }
}
