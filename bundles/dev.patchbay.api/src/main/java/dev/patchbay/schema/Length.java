package dev.patchbay.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** How long a string (in characters) or a list (in elements) may be, both bounds inclusive. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.FIELD, ElementType.RECORD_COMPONENT})
public @interface Length {

    /** Shortest, 0 or more. */
    int min() default 0;

    /** Longest; {@link Integer#MAX_VALUE} means no bound. */
    int max() default Integer.MAX_VALUE;
}
