package dev.patchbay.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The JSON Schema (draft 2020-12) of the input, as literal text, instead of the one derived from the type. On a
 * task class it describes the input, on a provider method the array of its positional parameters.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Accepts {

    /** The text. */
    String value();
}
