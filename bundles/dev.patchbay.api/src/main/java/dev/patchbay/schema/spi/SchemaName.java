package dev.patchbay.schema.spi;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/** The name of a {@link SchemaDefinition}; becomes the service property {@value #PROPERTY}. */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface SchemaName {

    /** Prefix of the service property. */
    String PREFIX_ = "patchbay.";

    /** The service property that carries the name. */
    String PROPERTY = "patchbay.schema.name";

    /** The name: letters, digits, {@code _}, {@code -} and {@code .}. */
    String value();
}
