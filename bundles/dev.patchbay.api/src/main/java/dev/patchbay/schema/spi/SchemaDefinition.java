package dev.patchbay.schema.spi;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A JSON Schema others may refer to by its name.
 *
 * <p>Publish it as a service with {@link SchemaName}; of several with one name the highest service ranking counts. A
 * schema that cannot be used is logged in one sentence and left out.
 */
@ConsumerType
@FunctionalInterface
public interface SchemaDefinition {

    /**
     * The schema as literal text: draft 4 or newer, besides them the extensions in docs/schemas.md. Asked for once.
     */
    String text();
}
