/** Calls the modules of a ModuleServer, this node's or the original's: begin with {@link dev.patchbay.moduleserver.client.ModuleServerClient}. */
@NullMarked
package dev.patchbay.moduleserver.client;

import org.jspecify.annotations.NullMarked;
