package dev.patchbay.task.spi;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/**
 * The longest a run of this task may take, in milliseconds; becomes the service property {@value #PROPERTY}.
 *
 * <p>When it has passed, the run's thread is interrupted and the caller is answered with a time-out at once. A
 * shorter limit given by the caller wins.
 */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface TimeLimitInMs {

    /** Prefix of the service property. */
    String PREFIX_ = "patchbay.";

    /** The service property that carries the limit. */
    String PROPERTY = "patchbay.time.limit.in.ms";

    /** Milliseconds, 1 or more. */
    long value();
}
