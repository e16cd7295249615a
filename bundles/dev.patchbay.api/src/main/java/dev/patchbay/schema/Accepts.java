package dev.patchbay.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The JSON Schema of the input, as literal text, instead of the one derived from the type; docs/schemas.md tells what it may
 * say. A JSON array has one schema for each argument, in order. A JSON object describes the input on a task class, and the
 * array of the positional parameters on a provider method.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Accepts {

    /** The text. */
    String value();
}
