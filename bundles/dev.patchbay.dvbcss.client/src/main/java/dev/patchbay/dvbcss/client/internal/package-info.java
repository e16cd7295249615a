/** The sockets and the arithmetic below the clients; not for others. */
@NullMarked
package dev.patchbay.dvbcss.client.internal;

import org.jspecify.annotations.NullMarked;
