package dev.patchbay.event.spi;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/**
 * This {@link EventSource} runs only while somebody is subscribed to one of the events it {@link Emits}: it is started for
 * the first and interrupted after the last, on the same instance each time. Becomes the service property
 * {@value #PROPERTY}.
 */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface OnDemand {

    /** Prefix of the service property. */
    String PREFIX_ = "patchbay.event.source.";

    /** The service property that says so. */
    String PROPERTY = "patchbay.event.source.on.demand";

    /** Whether it waits for somebody. */
    boolean value() default true;
}
