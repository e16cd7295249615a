/** Open WebSocket connections, and the messages sent on them. */
@Export
@Version("1.0.0")
@NullMarked
package dev.patchbay.endpoint;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
