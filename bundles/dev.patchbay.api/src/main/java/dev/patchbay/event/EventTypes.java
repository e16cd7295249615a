package dev.patchbay.event;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The kinds of event that are announced on this node, for discovery; events need not be announced to be published.
 *
 * <p>They come and go with the services that announce them ({@link dev.patchbay.event.spi.EventType},
 * {@link dev.patchbay.event.spi.Emits}); each time {@code server.event.added} or {@code server.event.removed} is published
 * with {@code name}. Thread-safe, never blocks.
 */
@ProviderType
public interface EventTypes {

    /** A snapshot, sorted by name. */
    List<Description> list();

    /**
     * A kind of event.
     *
     * @param source the event source or class that announces it; null when unknown
     * @param schema the JSON Schema of its properties; null for none
     * @param subscribers how many subscriptions hear it now
     */
    record Description(
            String name, @Nullable String source, @Nullable Map<String, @Nullable Object> schema, int subscribers) {}
}
