package dev.patchbay.task.spi;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The components of the task's input record are its positional arguments, in order: {@code ["tank", 5]} is the same as
 * {@code {"name": "tank", "size": 5}}. Trailing ones that are optional may be left out.
 *
 * <p>Without it a list of arguments has at most one element, which is the whole input.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Positional {}
