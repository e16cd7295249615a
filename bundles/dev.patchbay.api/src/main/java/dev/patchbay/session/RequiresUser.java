package dev.patchbay.session;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.function.Predicate;

/**
 * A question about the caller that must be answered with yes, besides the roles of {@link RequiresRole}; on a
 * component's class for everything it offers, on a provider method for that method besides.
 *
 * <p>Asked for every protocol in one place, before any other code of the plugin runs and before its input is looked at.
 * The predicate needs a constructor without parameters; one instance is asked by several threads at once. What it throws
 * counts as no and is logged.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface RequiresUser {

    /** The question. */
    Class<? extends Predicate<User>> value();
}
