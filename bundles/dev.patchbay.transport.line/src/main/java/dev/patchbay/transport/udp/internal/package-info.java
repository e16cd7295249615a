/** Requests over UDP: sockets with threads of their own, servers made of them, and the whiteboard for handlers. */
@NullMarked
package dev.patchbay.transport.udp.internal;

import org.jspecify.annotations.NullMarked;
