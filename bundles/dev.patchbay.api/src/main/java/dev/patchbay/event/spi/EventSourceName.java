package dev.patchbay.event.spi;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/** The name of an {@link EventSource}; becomes the service property {@value #PROPERTY} and part of its thread's name. */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface EventSourceName {

    /** Prefix of the service property. */
    String PREFIX_ = "patchbay.";

    /** The service property that carries the name. */
    String PROPERTY = "patchbay.event.source.name";

    /** The name. */
    String value();
}
