package dev.patchbay.task.spi;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/**
 * The name a {@link Task} is called by; becomes the service property {@value #PROPERTY}.
 *
 * <p>A name is one or more parts of letters, digits, {@code _} and {@code -}, joined by dots: {@code hello},
 * {@code volume.create}; not {@code .hello}, not {@code a..b}, not {@code a b}. When several tasks have one name
 * the one with the highest service ranking is run, and among equals the one registered first.
 */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface TaskName {

    /** Prefix of the service property. */
    String PREFIX_ = "patchbay.";

    /** The service property that carries the name. */
    String PROPERTY = "patchbay.task.name";

    /** The name. */
    String value();
}
