package dev.patchbay.event.spi;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/**
 * The names of the events an {@link EventSource} produces or an {@link EventType} announces; becomes the service property
 * {@value #PROPERTY}.
 */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Emits {

    /** Prefix of the service property. */
    String PREFIX_ = "patchbay.";

    /** The service property that carries the names. */
    String PROPERTY = "patchbay.emits";

    /** Full names, no masks. */
    String[] value();
}
