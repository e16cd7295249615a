/** The commands of the scope {@code patchbay}: a class for each, with its help text, and what they print with. */
@NullMarked
package dev.patchbay.shell.internal.command;

import org.jspecify.annotations.NullMarked;
