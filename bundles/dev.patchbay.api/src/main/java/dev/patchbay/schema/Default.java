package dev.patchbay.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The value used when the caller leaves this one out, as a JSON literal: {@code "5"}, {@code "\"UTC\""}, {@code
 * "[]"}. Makes the value optional.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.FIELD, ElementType.RECORD_COMPONENT})
public @interface Default {

    /** The text. */
    String value();
}
