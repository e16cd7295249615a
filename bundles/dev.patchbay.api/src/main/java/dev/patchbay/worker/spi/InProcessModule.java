package dev.patchbay.worker.spi;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/**
 * The name under which a service of any type is configured as a module: {@code "lamp": ["service:NAME", "", null]}. Its public
 * methods are called inside the node, one at a time, on a thread of their own; of overloads the one with as many parameters as
 * there are arguments. Becomes the service property {@value #PROPERTY}. When the service leaves, clients wait for its successor.
 */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface InProcessModule {

    /** Prefix of the service property. */
    String PREFIX_ = "patchbay.worker.";

    /** The service property that carries the name. */
    String PROPERTY = "patchbay.worker.module";

    /** The name. */
    String module();
}
