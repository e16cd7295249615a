/** The ways into the node's shell: its own terminal, and the control socket's words {@code shell} and {@code exec}. */
@NullMarked
package dev.patchbay.shell.internal;

import org.jspecify.annotations.NullMarked;
