package dev.patchbay.session;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The roles a caller must have, all of them; on a component's class it holds for everything the component offers, on a
 * provider method for that method besides. A service registered by code may say the same with the service property
 * {@value #PROPERTY}.
 *
 * <p>Checked for every protocol in one place, before any code of the plugin runs and before its input is looked at.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface RequiresRole {

    /** The service property that carries the roles. */
    String PROPERTY = "patchbay.requires.role";

    /** The roles. */
    String[] value();
}
