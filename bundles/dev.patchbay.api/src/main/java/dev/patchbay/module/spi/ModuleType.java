package dev.patchbay.module.spi;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/**
 * The type of the modules that a {@link ModuleFactory} makes; becomes the service properties {@code patchbay.module.type} and
 * {@code patchbay.module.background}. A type of the same name in the settings takes precedence.
 */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface ModuleType {

    /** Prefix of the service properties. */
    String PREFIX_ = "patchbay.module.";

    /** The service property that carries the type. */
    String TYPE_PROPERTY = "patchbay.module.type";

    /** The service property that says whether it is a background. */
    String BACKGROUND_PROPERTY = "patchbay.module.background";

    /** The name by which it is added. */
    String type();

    /** Whether it is a background of the queue, and nothing else. */
    boolean background() default false;
}
