/** Requests and answers over UDP: ports that hand each datagram to a handler. */
@Export
@Version("1.0.0")
@NullMarked
package dev.patchbay.udp;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
