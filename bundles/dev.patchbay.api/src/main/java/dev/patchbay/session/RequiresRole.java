package dev.patchbay.session;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/**
 * The roles a caller must have, all of them; on a component it holds for everything the component offers (and
 * becomes the service property {@value #PROPERTY}), on a provider method for that method besides.
 *
 * <p>Checked for every protocol in one place, before any code of the plugin runs and before its input is looked at.
 */
@ComponentPropertyType
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface RequiresRole {

    /** Prefix of the service property. */
    String PREFIX_ = "patchbay.";

    /** The service property that carries the roles. */
    String PROPERTY = "patchbay.requires.role";

    /** The roles. */
    String[] value();
}
