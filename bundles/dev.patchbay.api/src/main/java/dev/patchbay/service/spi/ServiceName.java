package dev.patchbay.service.spi;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/**
 * The name of a {@link HostedService}; becomes the service property {@value #PROPERTY}.
 *
 * <p>A name is one or more parts of letters, digits, {@code _} and {@code -}, joined by dots: {@code sampler},
 * {@code lab.sampler}. A service may be known by an {@link dev.patchbay.naming.OriginalId} as well. When several
 * services have one name, the one with the highest service ranking has it, and among equals the one registered first.
 */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface ServiceName {

    /** Prefix of the service property. */
    String PREFIX_ = "patchbay.";

    /** The service property that carries the name. */
    String PROPERTY = "patchbay.service.name";

    /** The name. */
    String value();
}
