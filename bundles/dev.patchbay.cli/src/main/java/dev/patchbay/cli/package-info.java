/** The {@code patchbay} command: finds the node, speaks JSON-RPC 2.0 or the control socket's words with it, prints. */
@NullMarked
package dev.patchbay.cli;

import org.jspecify.annotations.NullMarked;
