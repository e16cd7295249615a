/** The pages of the debug-mode server: files, and the port at whose root they are found. */
@NullMarked
package dev.patchbay.console.internal;

import org.jspecify.annotations.NullMarked;
