package dev.patchbay.json;

/**
 * A schema that cannot be used as things are: it refers to a definition that is not there, or in a circle. The message
 * says which.
 */
public final class SchemaException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SchemaException(String message) {
        super(message);
    }
}
