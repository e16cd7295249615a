/** The public methods of an object, called by name with values that came as JSON. */
@NullMarked
package dev.patchbay.worker.java.function;

import org.jspecify.annotations.NullMarked;
