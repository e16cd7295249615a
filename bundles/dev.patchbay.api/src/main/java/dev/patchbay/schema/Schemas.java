package dev.patchbay.schema;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The JSON Schema definitions of the node, which every schema on it may refer to by bare name: {@code {"$ref": "Volume"}}.
 *
 * <p>They come and go as services ({@link dev.patchbay.schema.spi.SchemaDefinition}); with each change the event
 * {@code server.schema_document_changed {hash}} is published. Thread-safe, never blocks.
 */
@ProviderType
public interface Schemas {

    /** The definitions by name, sorted; plain Java types, unmodifiable. */
    Map<String, Map<String, @Nullable Object>> definitions();

    /** SHA-256 of the definitions, 64 hexadecimal digits; the same for the same definitions. */
    String hash();
}
