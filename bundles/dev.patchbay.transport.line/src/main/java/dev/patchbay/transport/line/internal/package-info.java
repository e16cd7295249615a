/** Lines over TCP with selectors: the I/O threads, ports, connections, and the bytes in between. */
@NullMarked
package dev.patchbay.transport.line.internal;

import org.jspecify.annotations.NullMarked;
