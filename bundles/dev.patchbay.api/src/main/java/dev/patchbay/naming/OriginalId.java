package dev.patchbay.naming;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/**
 * The id {@code path.to.module/ClassName} under which zephserver's settings and programs know this component, besides
 * its own name; becomes the service property {@value #PROPERTY}.
 *
 * <p>For tasks, hosted services, room handlers and session managers. An id has exactly one slash:
 * {@code shop.tasks/TaskBuy}, not {@code TaskBuy}, not {@code shop/tasks/TaskBuy}.
 */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface OriginalId {

    /** Prefix of the service property. */
    String PREFIX_ = "patchbay.";

    /** The service property that carries the id. */
    String PROPERTY = "patchbay.original.id";

    /** The id. */
    String value();
}
