package dev.patchbay.event.internal;

import dev.patchbay.event.spi.Emits;
import dev.patchbay.event.spi.EventSource;
import dev.patchbay.event.spi.EventType;
import dev.patchbay.json.Json;
import dev.patchbay.json.JsonException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one service says about kinds of event: names in its properties, and a schema if it is an {@link EventType}. */
final class Announcement {

    private static final Logger LOG = LoggerFactory.getLogger(Announcement.class);

    private final ServiceReference<?> service;
    private volatile boolean isComplete;
    private volatile @Nullable Map<String, @Nullable Object> schema;

    Announcement(ServiceReference<?> service) {
        this.service = service;
    }

    ServiceReference<?> service() {
        return service;
    }

    List<String> names() {
        return TextProperties.list(service.getProperty(Emits.PROPERTY));
    }

    /** Who says so; null when unknown. */
    @Nullable
    String source() {
        return EventSources.name(service);
    }

    /** Whether the event source itself says so. */
    boolean isOfSource() {
        return TextProperties.list(service.getProperty(Constants.OBJECTCLASS)).contains(EventSource.class.getName());
    }

    /** Null for none. */
    @Nullable
    Map<String, @Nullable Object> schema() {
        return schema;
    }

    /** Whether its schema has been asked for. */
    boolean isComplete() {
        return isComplete;
    }

    /** @param made the service itself; null when it could not be made */
    void complete(@Nullable Object made) {
        if (made instanceof EventType type) {
            schema = parsed(type);
        }
        isComplete = true;
    }

    /** Whatever is wrong with the schema, the event is announced all the same. */
    @SuppressWarnings("unchecked") // what is parsed has only texts for keys
    private @Nullable Map<String, @Nullable Object> parsed(EventType type) {
        try {
            String text = type.schema();
            if (text.isBlank()) {
                return null;
            }
            if (Json.parse(text) instanceof Map<?, ?> map) {
                return (Map<String, @Nullable Object>) map;
            }
            LOG.warn("Expected a JSON object as schema of {} by {}, got {}; it has none", names(), service, text);
        } catch (JsonException e) {
            LOG.warn("Expected JSON as schema of {} by {}; it has none: {}", names(), service, e.getMessage());
        } catch (RuntimeException | LinkageError e) {
            LOG.warn("The schema of {} could not be had from {}; it has none", names(), service, e);
        }
        return null;
    }
}
