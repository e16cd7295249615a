package dev.patchbay.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The smallest and the largest number allowed, both inclusive. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.FIELD, ElementType.RECORD_COMPONENT})
public @interface Range {

    /** Smallest; negative infinity means no bound. */
    double min() default Double.NEGATIVE_INFINITY;

    /** Largest; positive infinity means no bound. */
    double max() default Double.POSITIVE_INFINITY;
}
