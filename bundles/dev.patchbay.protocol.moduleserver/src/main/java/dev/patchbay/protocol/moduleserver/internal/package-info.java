/** ModuleServer's protocol: a client says hello to a module, waits for its worker, and has its functions called. */
@NullMarked
package dev.patchbay.protocol.moduleserver.internal;

import org.jspecify.annotations.NullMarked;
